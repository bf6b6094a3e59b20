package io.patchbay.migrator.internal.work;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How long attempts at tasks of each type have lately taken on this node. Thread-safe. */
public final class Durations {
    /** So many have to have been seen. */
    static final int ENOUGH = 16;

    /** Attempts that take less are brief: no longer than a transaction, or hardly. */
    static final double BRIEF_MILLIS = 5;

    private static final double WEIGHT = 1.0 / 8; // of the last one

    private final Map<String, Lately> byType = new ConcurrentHashMap<>();

    private record Lately(int attempts, double millis) {
        Lately and(double last) {
            return new Lately(Math.min(ENOUGH, attempts + 1), millis + (last - millis) * WEIGHT);
        }
    }

    /** An attempt has ended, however it went. */
    public void took(String type, long millis) {
        byType.merge(type, new Lately(1, millis), (before, last) -> before.and(last.millis()));
    }

    /** Whether attempts at tasks of that type are brief, as far as is known. */
    public boolean areBrief(String type) {
        return Optional.ofNullable(byType.get(type))
                .filter(lately -> lately.attempts() == ENOUGH && lately.millis() < BRIEF_MILLIS)
                .isPresent();
    }
}
