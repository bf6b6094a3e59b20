package io.patchbay.lobby.internal.observe;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has come of spectators' requests and of launches since this node began. Thread-safe. */
final class ObserverCounters {
    /** What can come of a request. */
    enum Request {
        /** A seat was kept. */
        READY,
        /** One is being started. */
        STARTING,
        /** Nobody plays such a match. */
        UNKNOWN_MATCH,
        /** All that there may be are full. */
        QUOTA,
        /** None could be started. */
        NO_OBSERVER,
        /** This node could not decide. */
        NOT_READY
    }

    /** What can come of the wish for one observer more. */
    enum Launch {
        /** It has joined. */
        JOINED,
        /** The play server gave no answer, or declined. */
        NO_SOURCE,
        /** The launcher could not start it. */
        NOT_LAUNCHED,
        /** It was started, but did not join, or ended before. */
        NOT_JOINED
    }

    private final Map<Request, LongAdder> requests = zeros(Request.class);
    private final Map<Launch, LongAdder> launches = zeros(Launch.class);

    void add(Request outcome) {
        requests.get(outcome).increment();
    }

    void add(Launch outcome) {
        launches.get(outcome).increment();
    }

    long of(Launch outcome) {
        return launches.get(outcome).sum();
    }

    List<Metric> metrics() {
        return List.of(
                new Metric.Counter(
                        "patchbay_lobby_observer_requests_total",
                        "Requests of spectators for an observer.",
                        samples(requests)),
                new Metric.Counter(
                        "patchbay_lobby_observer_launches_total",
                        "Observers that were to be started, by what came of it.",
                        samples(launches)));
    }

    private static List<Sample> samples(Map<? extends Enum<?>, LongAdder> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Sample(
                        Map.of("outcome", entry.getKey().name().toLowerCase(Locale.ROOT)),
                        entry.getValue().sum()))
                .toList();
    }

    private static <E extends Enum<E>> Map<E, LongAdder> zeros(Class<E> kind) {
        Map<E, LongAdder> zeros = new EnumMap<>(kind);
        for (E value : kind.getEnumConstants()) {
            zeros.put(value, new LongAdder());
        }
        return Collections.unmodifiableMap(zeros);
    }
}
