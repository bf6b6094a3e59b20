package io.patchbay.node.internal;

import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notices that the machine slept. Linux counts a sleep in its uptime, not in its monotonic clock, and the time of day goes on by
 * it: a sleep is what both of them say, so that neither somebody who sets the clock nor a container whose uptime jumps is taken for
 * one. Where there is no such uptime, no sleep is noticed. Confined to one thread.
 */
final class SleepWatch {
    private static final long LEAST_MILLIS = 1_000; // far more than the readings differ by while awake
    private static final long READING_NANOS = 100_000_000;

    /** How far uptime and time of day are ahead of the monotonic clock. */
    private record Lead(long uptimeMillis, long wallMillis) {
        long sleptSince(Lead before) {
            return Math.min(uptimeMillis - before.uptimeMillis, wallMillis - before.wallMillis);
        }
    }

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final LongSupplier wallMillis;
    private final Supplier<Optional<Long>> uptimeMillis;
    private Optional<Lead> last;

    /** @param uptimeMillis time since the machine was switched on, sleep included; empty if it does not tell */
    SleepWatch(LongSupplier nanoTime, LongSupplier wallMillis, Supplier<Optional<Long>> uptimeMillis) {
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.wallMillis = wallMillis;
        this.uptimeMillis = uptimeMillis;
        this.last = read();
    }

    /** For how many milliseconds the machine has slept since the last look; 0 if it has not. */
    long look() {
        Optional<Lead> now = read();
        if (now.isEmpty()) {
            return 0;
        }
        Optional<Lead> before = last;
        last = now;
        long slept = before.map(lead -> now.get().sleptSince(lead)).orElse(0L);
        return slept < LEAST_MILLIS ? 0 : slept;
    }

    /** Empty also if the process was held up while reading, since the readings are then of different times. */
    private Optional<Lead> read() {
        long before = nanoTime.getAsLong();
        Optional<Long> uptime = uptimeMillis.get();
        long wall = wallMillis.getAsLong();
        long after = nanoTime.getAsLong();
        long steady = (after - startNanos) / 1_000_000;
        return after - before > READING_NANOS
                ? Optional.empty()
                : uptime.map(millis -> new Lead(millis - steady, wall - steady));
    }
}
