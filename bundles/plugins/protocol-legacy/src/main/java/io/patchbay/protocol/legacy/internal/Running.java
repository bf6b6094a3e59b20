package io.patchbay.protocol.legacy.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.CodecState;
import io.patchbay.support.protocol.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a client has running, by the names that it uses: everything that the codec remembers of a connection. Immutable.
 *
 * @param room id of the room; empty before the login has succeeded
 * @param subscriptions ids by stream
 * @param outputs ids of subscriptions that go to a URL, by URL
 * @param recordings ids of subscriptions that are recorded, by the recorder's name
 */
record Running(
        String room, Map<String, String> subscriptions, Map<String, String> outputs, Map<String, String> recordings) {
    private static final int LAYOUT = 1;
    private static final int MOST = 64; // of each, so that what is remembered stays small
    private static final int LONGEST_NAME = 2_048;

    /** What a client may have running of one kind. */
    enum Kind {
        SUBSCRIPTION,
        OUTPUT,
        RECORDING
    }

    /** Reads what a predecessor wrote; of another layout nothing. */
    static Running read(CodecState state) {
        Attributes values = state.values();
        return new Running(
                values.text("room").orElse(""),
                ids(values, "subscriptions"),
                ids(values, "outputs"),
                ids(values, "recordings"));
    }

    private static Map<String, String> ids(Attributes values, String member) {
        Map<String, String> ids = new LinkedHashMap<>();
        values.object(member).orElse(Attributes.NONE).values().forEach((name, id) -> {
            if (id instanceof String text) {
                ids.put(name, text);
            }
        });
        return ids;
    }

    CodecState write() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("room", room);
        values.put("subscriptions", subscriptions);
        values.put("outputs", outputs);
        values.put("recordings", recordings);
        return new CodecState(LAYOUT, new Attributes(values));
    }

    Running in(String joined) {
        return new Running(joined, subscriptions, outputs, recordings);
    }

    /** Id of what a client calls so. */
    Optional<String> find(Kind kind, String name) {
        return Optional.ofNullable(of(kind).get(name));
    }

    /** What a client calls the subscription of that id. */
    Optional<String> nameOf(Kind kind, String id) {
        return of(kind).entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    Running with(Kind kind, String name, String id) throws InvalidRequestException {
        if (of(kind).size() >= MOST || name.length() > LONGEST_NAME) {
            throw new InvalidRequestException("Too many requests at once");
        }
        Map<String, String> more = new LinkedHashMap<>(of(kind));
        more.put(name, id);
        return replacing(kind, more);
    }

    /** Without the subscription of that id, of whatever kind. */
    Running without(String id) {
        Running rest = this;
        for (Kind kind : Kind.values()) {
            if (rest.of(kind).containsValue(id)) {
                Map<String, String> fewer = new LinkedHashMap<>(rest.of(kind));
                fewer.values().remove(id);
                rest = rest.replacing(kind, fewer);
            }
        }
        return rest;
    }

    private Map<String, String> of(Kind kind) {
        return switch (kind) {
            case SUBSCRIPTION -> subscriptions;
            case OUTPUT -> outputs;
            case RECORDING -> recordings;
        };
    }

    private Running replacing(Kind kind, Map<String, String> ids) {
        return switch (kind) {
            case SUBSCRIPTION -> new Running(room, ids, outputs, recordings);
            case OUTPUT -> new Running(room, subscriptions, ids, recordings);
            case RECORDING -> new Running(room, subscriptions, outputs, ids);
        };
    }
}
