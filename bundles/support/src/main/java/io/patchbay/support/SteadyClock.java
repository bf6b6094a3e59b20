package io.patchbay.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Tells the time of day at which this process started plus the time that has passed since by the monotonic clock: someone who
 * sets the machine's clock changes no deadline. The monotonic clock stands still while the machine sleeps, so whoever knows of
 * a sleep adds it. Thread-safe.
 */
public final class SteadyClock extends Clock {
    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong sleptMillis;
    private final ZoneId zone;

    /** A clock that starts at the machine's time. */
    public SteadyClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    SteadyClock(Clock wall, LongSupplier nanoTime) {
        this(wall.millis(), nanoTime.getAsLong(), nanoTime, new AtomicLong(), ZoneOffset.UTC);
    }

    private SteadyClock(long startMillis, long startNanos, LongSupplier nanoTime, AtomicLong sleptMillis, ZoneId zone) {
        this.startMillis = startMillis;
        this.startNanos = startNanos;
        this.nanoTime = nanoTime;
        this.sleptMillis = sleptMillis;
        this.zone = zone;
    }

    /**
     * Goes forward by time that the monotonic clock did not count; in every zone.
     *
     * @throws IllegalArgumentException if it is less than 0
     */
    public void slept(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("a machine sleeps for at least 0 ms but here " + millis);
        }
        sleptMillis.addAndGet(millis);
    }

    @Override
    public long millis() {
        return startMillis + sleptMillis.get() + (nanoTime.getAsLong() - startNanos) / 1_000_000;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SteadyClock(startMillis, startNanos, nanoTime, sleptMillis, other);
    }
}
