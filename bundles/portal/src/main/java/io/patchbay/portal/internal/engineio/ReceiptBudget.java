package io.patchbay.portal.internal.engineio;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many pings all sessions together may send before their time, to learn what has arrived: where little is going on each
 * notification is confirmed at once, where much is, a ping stands for many. Notifications and pings share the allowance of a quiet
 * second, of which a part is for pings however much is told. What is not used is saved up for a while, so that thousands who are
 * told one thing confirm it at once, too; where much is told all the time, it stays saved. Thread-safe.
 */
final class ReceiptBudget {
    private static final int QUIET = 5; // times as many while nothing is told
    private static final double TOLD = 0.2; // of a ping, for each notification
    private static final int TIGHT = 2; // times the least that may be sent: with less than that left, much is going on
    private static final long SAVED_SECONDS = 20;
    private static final long REFILL_MILLIS = 10; // so that what is told within it counts as a whole
    private static final double MEMORY_MILLIS = 500; // of how much is told

    private final LongAdder told = new LongAdder();
    private double left; // guarded by this, like the rest
    private double steady; // of it, what may be used while much is going on
    private double toldPerMilli;
    private long filledAt;
    private boolean begun;
    private volatile boolean tight;

    /** Something was told to somebody. */
    void tell() {
        told.increment();
    }

    /** Whether no more than the least is come by now, so that asking again soon is in vain. */
    boolean isTight() {
        return tight;
    }

    /** Takes one, if one is left. */
    synchronized boolean take(long nowMillis, int perSecond) {
        refill(nowMillis, perSecond);
        if (left < 1 || (tight && steady < 1)) {
            return false;
        }
        left--;
        steady = Math.max(0, steady - 1);
        return true;
    }

    private void refill(long nowMillis, int perSecond) {
        long elapsed = nowMillis - filledAt;
        if (!begun) {
            begun = true;
            left = SAVED_SECONDS * perSecond;
            filledAt = nowMillis;
        } else if (elapsed >= REFILL_MILLIS) {
            double least = perSecond * (elapsed / 1_000.0);
            long just = told.sumThenReset();
            toldPerMilli += (just / (double) elapsed - toldPerMilli) * Math.min(1, elapsed / MEMORY_MILLIS);
            tight = TOLD * toldPerMilli * 1_000 > (QUIET - TIGHT) * (double) perSecond;
            left = Math.min(SAVED_SECONDS * (double) perSecond, left + Math.max(least, QUIET * least - TOLD * just));
            steady = Math.min(perSecond, steady + least);
            filledAt = nowMillis;
        }
    }
}
