package io.patchbay.portal.internal.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of a node that goes down in order, for the one that comes up after it: one a line, readable by nobody else. It is
 * taken once, so that after a crash nobody is taken for somebody who was here long ago. Confined to start and stop.
 */
final class SessionFile {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200) // what a client may nest, in what it is wrapped in
                            .maxStringLength(64 * 1024 * 1024)
                            .build())
                    .build())
            .build();

    private final Path file;

    /** @param data the node's folder */
    SessionFile(Path data) {
        this.file = data.resolve("sessions.jsonl");
    }

    /** Writes all, or nothing. */
    void write(List<KeptSession> sessions) {
        if (sessions.isEmpty()) {
            return;
        }
        Path fresh = file.resolveSibling("sessions.jsonl.new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (BufferedWriter lines = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
                for (KeptSession session : sessions) {
                    lines.write(JSON.writeValueAsString(session.write()));
                    lines.newLine();
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOG.info("{} sessions wait for the next start", sessions.size());
        } catch (IOException failed) {
            LOG.warn(
                    "{} sessions could not be written down, their clients have to log in again",
                    sessions.size(),
                    failed);
        }
    }

    /** Reads what was written, and forgets it. A line that cannot be read costs that session alone. */
    List<KeptSession> take() {
        List<KeptSession> sessions = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                read(line, sessions);
            }
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException unreadable) {
            LOG.warn("{} could not be read, some clients have to log in again", file, unreadable);
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            LOG.warn("{} could not be removed: nobody is taken back from it", file, stuck);
            return List.of(); // it would be read again after a crash
        }
        return sessions;
    }

    private static void read(String line, List<KeptSession> sessions) {
        try {
            sessions.add(KeptSession.read(JSON.readValue(line, Map.class)));
        } catch (IOException | RuntimeException malformed) {
            LOG.warn("A session could not be read: {}", malformed.getClass().getName()); // its text may hold secrets
        }
    }
}
