package io.patchbay.placement.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says which requests of a ledger are timed: the first ones after each tick. Reading the clock twice takes a fifth of a decision,
 * and of more than a thousand in a second some tell as much as all. Thread-safe.
 */
final class Stopwatch {
    /** Instead of a time. */
    static final long NOT_TIMED = -1;

    static final int MOST_PER_TICK = 16;

    private final AtomicInteger left = new AtomicInteger(MOST_PER_TICK);

    /** A tick has passed. */
    void tick() {
        if (left.get() < MOST_PER_TICK) {
            left.set(MOST_PER_TICK);
        }
    }

    /** When something begins, or that it is not timed. */
    long begin() {
        return left.get() > 0 && left.getAndDecrement() > 0 ? distinct(System.nanoTime()) : NOT_TIMED;
    }

    /** How long ago it began. */
    static long since(long begun) {
        return begun == NOT_TIMED ? NOT_TIMED : Math.max(0, System.nanoTime() - begun);
    }

    private static long distinct(long nanos) {
        return nanos == NOT_TIMED ? nanos - 1 : nanos; // any number may be a time
    }
}
