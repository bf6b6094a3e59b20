package io.patchbay.portal.internal.engineio;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many pings all sessions together may send before their time, to learn what has arrived: where little is going on each
 * notification is confirmed at once, where much is, a ping stands for many. Notifications and pings share the allowance of a quiet
 * second, of which a part is for pings however much is told. What is not used is saved up for a while, so that thousands who are
 * told one thing confirm it at once, too. Thread-safe.
 */
final class ReceiptBudget {
    private static final int QUIET = 5; // times as many while nothing is told
    private static final double TOLD = 0.2; // of a ping, for each notification
    private static final long SAVED_SECONDS = 20;
    private static final long REFILL_MILLIS = 10; // so that what is told within it counts as a whole

    private final LongAdder told = new LongAdder();
    private double left; // guarded by this, like the rest
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
        if (left < 1) {
            return false;
        }
        left--;
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
            double come = QUIET * least - TOLD * told.sumThenReset();
            tight = come < 2 * least;
            left = Math.min(SAVED_SECONDS * (double) perSecond, left + Math.max(least, come));
            filledAt = nowMillis;
        }
    }
}
