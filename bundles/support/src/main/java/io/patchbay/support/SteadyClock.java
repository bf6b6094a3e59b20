package io.patchbay.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * Tells the time of day at which this process started plus the time that has passed since by the monotonic clock: someone who
 * sets the machine's clock changes no deadline. Immutable.
 */
public final class SteadyClock extends Clock {
    private final long startMillis;
    private final long startNanos;
    private final LongSupplier nanoTime;
    private final ZoneId zone;

    /** A clock that starts at the machine's time. */
    public SteadyClock() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    SteadyClock(Clock wall, LongSupplier nanoTime) {
        this(wall.millis(), nanoTime.getAsLong(), nanoTime, ZoneOffset.UTC);
    }

    private SteadyClock(long startMillis, long startNanos, LongSupplier nanoTime, ZoneId zone) {
        this.startMillis = startMillis;
        this.startNanos = startNanos;
        this.nanoTime = nanoTime;
        this.zone = zone;
    }

    @Override
    public long millis() {
        return startMillis + (nanoTime.getAsLong() - startNanos) / 1_000_000;
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
        return new SteadyClock(startMillis, startNanos, nanoTime, other);
    }
}
