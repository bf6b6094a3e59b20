package io.patchbay.portal.internal.session;

import io.patchbay.api.metrics.Sample;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How attempts of clients to get in, and to get in again, have ended, counted. Thread-safe. */
final class Endings {
    private static final String NO_VERSION = "unknown"; // the client names none that ever was installed
    private static final String VERSION = "version";
    private static final String OUTCOME = "outcome";

    /** How a login ends. */
    enum OfLogin {
        ADMITTED,
        /** What the client sent, or its token, is not good. */
        INVALID,
        EXPIRED,
        /** The version is not installed, too old, or its codec failed. */
        VERSION,
        /** This portal has as many clients or logins as it takes, or goes down. */
        BUSY,
        /** Something that a login needs is not there now, or does not answer. */
        UNAVAILABLE,
        /** The room says no. */
        ROOM,
        /** The client has left before it was in. */
        LEFT
    }

    /** How an attempt to resume ends. */
    enum OfResume {
        RESUMED,
        /** It is no ticket of ours. */
        INVALID,
        EXPIRED,
        /** Someone was faster with the same ticket. */
        USED,
        /** There is no such session any more. */
        UNKNOWN,
        /** The version is not installed, or its codec failed. */
        VERSION,
        /** Tickets cannot be checked now. */
        UNAVAILABLE
    }

    private record LoginKey(String version, OfLogin end) {}

    private final Map<LoginKey, LongAdder> logins = new ConcurrentHashMap<>();
    private final Map<OfResume, LongAdder> resumes = new ConcurrentHashMap<>();

    /** Begins with a zero for whatever may come, because a rate needs one. */
    Endings() {
        for (OfLogin end : OfLogin.values()) {
            logins.put(new LoginKey(NO_VERSION, end), new LongAdder());
        }
        for (OfResume end : OfResume.values()) {
            resumes.put(end, new LongAdder());
        }
    }

    /** @param version which the client speaks, if it is one that was ever installed */
    void login(Optional<Protocol> version, OfLogin end) {
        LoginKey key = new LoginKey(version.map(Protocol::name).orElse(NO_VERSION), end);
        logins.computeIfAbsent(key, fresh -> new LongAdder()).increment();
    }

    void resume(OfResume end) {
        resumes.get(end).increment();
    }

    List<Sample> logins() {
        return logins.entrySet().stream()
                .map(entry -> new Sample(
                        Map.of(
                                VERSION,
                                entry.getKey().version(),
                                OUTCOME,
                                inSmall(entry.getKey().end())),
                        entry.getValue().sum()))
                .toList();
    }

    List<Sample> resumes() {
        return resumes.entrySet().stream()
                .map(entry -> new Sample(
                        Map.of(OUTCOME, inSmall(entry.getKey())),
                        entry.getValue().sum()))
                .toList();
    }

    private static String inSmall(Enum<?> end) {
        return end.name().toLowerCase(Locale.ROOT);
    }
}
