package io.patchbay.portal.internal.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pings of one WebSocket. Each carries a number, which its answer repeats: a client may also send pongs that nobody has asked for
 * (RFC 6455, 5.5.3), and they prove nothing. Thread-safe.
 */
final class NumberedPings {
    private final AtomicLong last = new AtomicLong();

    /** What the next ping carries. */
    ByteBuffer next() {
        return ByteBuffer.allocate(Long.BYTES).putLong(last.incrementAndGet()).flip();
    }

    /** Whether a pong answers the last ping. */
    boolean isAnsweredBy(ByteBuffer carried) {
        return carried.remaining() == Long.BYTES && carried.getLong(carried.position()) == last.get();
    }
}
