package io.patchbay.portal.internal.engineio;

/**
 * How many pings all sessions together may send before their time, to learn what has arrived: where little is going on each
 * notification is confirmed at once, where much is, a ping stands for many. What is not used is saved up for a while, so that thousands
 * who are told one thing confirm it at once, too. Thread-safe.
 */
final class ReceiptBudget {
    private static final long SECOND_MICROS = 1_000_000;
    private static final long MOST_SAVED_MICROS = 20 * SECOND_MICROS;

    private long paidUntilMicros; // guarded by this; lags behind the time by what is left

    /** Takes one, if one is left. */
    synchronized boolean take(long nowMillis, int perSecond) {
        long now = nowMillis * 1_000;
        long paid = Math.max(paidUntilMicros, now - MOST_SAVED_MICROS) + SECOND_MICROS / perSecond;
        if (paid > now) {
            return false;
        }
        paidUntilMicros = paid;
        return true;
    }
}
