package io.patchbay.support;

import java.time.Clock;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Identifiers of 24 hex digits whose text order is the order in which they were made: eleven digits of time, then thirteen
 * random ones, so that nobody can guess them. A database keeps rows with such keys side by side in the order they came, which
 * makes each much cheaper to add than one with a wholly random key. Thread-safe.
 */
public final class OrderedIds {
    private static final int TIME_DIGITS = 11; // milliseconds until the year 2527

    private final Clock clock;
    private final AtomicLong lastMillis = new AtomicLong();

    public OrderedIds(Clock clock) {
        this.clock = clock;
    }

    /** When an identifier was made, in milliseconds since the epoch; empty if it is none of these. */
    public static OptionalLong madeAt(String id) {
        return id.matches("[0-9a-f]{24}")
                ? OptionalLong.of(HexFormat.fromHexDigitsToLong(id, 0, TIME_DIGITS))
                : OptionalLong.empty();
    }

    /** An identifier greater than every one that this object made before. */
    public String next() {
        long millis = lastMillis.accumulateAndGet(clock.millis(), (last, now) -> Math.max(last + 1, now));
        return HexFormat.of().toHexDigits(millis, TIME_DIGITS)
                + RandomIds.hex(7).substring(1);
    }
}
