package io.patchbay.portal.internal.engineio;

/**
 * How many packets a client may send in the long run, and two seconds' worth at once. Looks at the time only every so many
 * packets. Confined to the session's turns.
 */
final class MessageRate {
    private static final int AT_ONCE = 64;
    private static final long BURST_MICROS = 2_000_000;

    private final int perSecond;
    private int uncounted;
    private long paidUntilMicros;

    MessageRate(int perSecond) {
        this.perSecond = perSecond;
    }

    /** One more packet has come; true if it is time to {@link #allows ask}. */
    boolean count() {
        return ++uncounted >= AT_ONCE;
    }

    /** Whether what has come since the last time is within the rate. */
    boolean allows(long nowMillis) {
        long now = nowMillis * 1_000;
        long cost = uncounted * 1_000_000L / perSecond;
        uncounted = 0;
        paidUntilMicros = Math.max(paidUntilMicros, now - BURST_MICROS) + cost;
        return paidUntilMicros <= now;
    }
}
