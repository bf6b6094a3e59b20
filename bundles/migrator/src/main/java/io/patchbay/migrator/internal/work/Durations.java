package io.patchbay.migrator.internal.work;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks of which types take no longer than the transaction that claims them, as far as this node has seen. Thread-safe.
 */
public final class Durations {
    /** So many attempts in a row have to have been brief. */
    static final int ENOUGH = 16;

    /** An attempt that takes so long is not. */
    static final long LONG_MILLIS = 5;

    private final Map<String, Integer> briefInARow = new ConcurrentHashMap<>();

    /**
     * An attempt has ended.
     *
     * @param made whether it has made what it should: of one that has failed, or has found it made, it is not known how long it takes
     */
    public void ended(String type, long millis, boolean made) {
        if (millis >= LONG_MILLIS) {
            briefInARow.put(type, 0);
        } else if (made) {
            briefInARow.merge(type, 1, (before, one) -> Math.min(ENOUGH, before + one));
        }
    }

    /** An attempt takes that long already. */
    public void lasts(String type, long millis) {
        ended(type, millis, false);
    }

    /** Whether attempts at tasks of that type are brief. */
    public boolean areBrief(String type) {
        return briefInARow.getOrDefault(type, 0) == ENOUGH;
    }
}
