package io.patchbay.volumes.internal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many bytes a second all copies of this node read together. Thread-safe. */
final class RateLimit {
    /** Waits for so many nanoseconds. */
    interface Pause {
        void forNanos(long nanos) throws InterruptedException;
    }

    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Pause pause;
    private long bytesPerSecond; // guarded by this; 0: no limit
    private long paidUntil; // guarded by this; when what was taken so far is paid for

    RateLimit(long bytesPerSecond, LongSupplier nanoTime, Pause pause) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.paidUntil = nanoTime.getAsLong();
    }

    /** Holds for what is taken from now on. */
    synchronized void change(long next) {
        bytesPerSecond = next;
    }

    /** Takes bytes; waits until those that were taken before are paid for. */
    void take(long bytes) throws InterruptedException {
        long wait = book(bytes);
        if (wait > 0) {
            pause.forNanos(wait);
        }
    }

    private synchronized long book(long bytes) {
        long now = nanoTime.getAsLong();
        if (bytesPerSecond == 0) {
            paidUntil = now;
            return 0;
        }
        long wait = Math.max(0, paidUntil - now);
        paidUntil = now + wait + (long) (NANOS * bytes / bytesPerSecond);
        return wait;
    }
}
