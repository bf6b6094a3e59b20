package io.patchbay.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on when a test says so. Thread-safe. */
public final class ManualClock extends Clock {
    /** When it begins, in milliseconds since 1970. */
    public static final long START = 1_700_000_000_000L;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochMilli(START));

    /** Time passes; a negative one sets the clock back. */
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    /** So many milliseconds pass. */
    public void advance(long millis) {
        advance(Duration.ofMillis(millis));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
