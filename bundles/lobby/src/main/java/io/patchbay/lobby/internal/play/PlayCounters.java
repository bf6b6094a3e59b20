package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.Sample;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What has come of starts and tokens since this node began. Thread-safe. */
final class PlayCounters {
    /** What can come of a start. */
    enum Outcome {
        /** Seats were reserved at once. */
        RESERVED,
        /** It got a place in the line. */
        QUEUED,
        /** Seats were reserved after a wait. */
        HANDED_OVER,
        /** The line was full. */
        TURNED_AWAY,
        /** This node could not decide. */
        NOT_READY,
        /** Nobody came in time. */
        EXPIRED,
        /** Its player gave it up, or started something else. */
        CANCELLED,
        /** Its player was not heard of any more while it waited. */
        ABANDONED,
        /** Its server was gone before anybody came. */
        LOST
    }

    private final Map<Outcome, LongAdder> starts = zeros(Outcome.class);
    private final Map<Redemption.Reason, LongAdder> refusals = zeros(Redemption.Reason.class);
    private final LongAdder redeemed = new LongAdder();

    void add(Outcome outcome) {
        starts.get(outcome).increment();
    }

    void addRedeemed() {
        redeemed.increment();
    }

    void addRefused(Redemption.Reason reason) {
        refusals.get(reason).increment();
    }

    long of(Outcome outcome) {
        return starts.get(outcome).sum();
    }

    List<Metric> metrics() {
        return List.of(
                new Metric.Counter(
                        "patchbay_lobby_starts_total",
                        "What came of wishes to play; one that waited counts when it got its place and when it left it.",
                        samples(starts).toList()),
                new Metric.Counter(
                        "patchbay_lobby_play_tokens_total",
                        "Tokens that play servers were handed.",
                        Stream.concat(Stream.of(sample("redeemed", redeemed)), samples(refusals))
                                .toList()));
    }

    /** One for each, also for what never happened, because a rate needs a zero to begin at. */
    private static Stream<Sample> samples(Map<? extends Enum<?>, LongAdder> counts) {
        return counts.entrySet().stream()
                .map(entry -> sample(entry.getKey().name().toLowerCase(Locale.ROOT), entry.getValue()));
    }

    private static Sample sample(String outcome, LongAdder count) {
        return new Sample(Map.of("outcome", outcome), count.sum());
    }

    private static <E extends Enum<E>> Map<E, LongAdder> zeros(Class<E> kind) {
        Map<E, LongAdder> zeros = new EnumMap<>(kind);
        for (E value : kind.getEnumConstants()) {
            zeros.put(value, new LongAdder());
        }
        return Collections.unmodifiableMap(zeros);
    }
}
