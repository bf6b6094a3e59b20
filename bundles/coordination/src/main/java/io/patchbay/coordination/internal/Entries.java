package io.patchbay.coordination.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.coordination.Member;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nodes write into ZooKeeper, as JSON; keys that a later version adds are ignored. Thread-safe. */
final class Entries {
    private static final Logger LOG = LoggerFactory.getLogger(Entries.class);
    private static final int SIZE_LIMIT = 4096;
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    private Entries() {}

    /** A node that is alive; an ephemeral entry under its name. */
    record Node(String node, URI url, String version) {
        /** @throws IllegalArgumentException if the name is no identifier or the address is not absolute */
        Node {
            new Member(node, url);
        }

        Member member() {
            return new Member(node, url);
        }
    }

    /**
     * A term of leadership: an ephemeral entry of the leader, and a lasting one of whoever led last.
     *
     * @param epoch the term's number
     * @param since the first of the terms that this process has led without another in between
     * @param node who leads
     * @param url where its API answers
     * @param incarnation random, one for each process
     */
    record Term(long epoch, long since, String node, URI url, String incarnation) {
        /** @throws IllegalArgumentException if the numbers make no sense, the name is no identifier, or the address not absolute */
        Term {
            if (since < 1 || epoch < since || incarnation == null) {
                throw new IllegalArgumentException("no term: epoch " + epoch + " since " + since);
            }
            new Member(node, url);
        }

        Member member() {
            return new Member(node, url);
        }
    }

    static byte[] write(Record entry) {
        try {
            return JSON.writeValueAsBytes(entry);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of text and numbers must fit JSON", impossible);
        }
    }

    /** Empty if there is nothing, or if it cannot be understood, which is logged: somebody else has written there. */
    static <T extends Record> Optional<T> read(byte[] content, Class<T> type, String path) {
        if (content == null || content.length == 0) {
            return Optional.empty();
        }
        if (content.length > SIZE_LIMIT) {
            LOG.warn("{} is too large to be an entry of a node and is ignored", path);
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSON.readValue(content, type));
        } catch (IOException malformed) {
            LOG.warn("{} holds no entry of a node and is ignored: {}", path, malformed.getMessage());
            return Optional.empty();
        }
    }
}
