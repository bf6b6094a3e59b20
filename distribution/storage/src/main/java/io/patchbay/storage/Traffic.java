package io.patchbay.storage;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How much is going on, and how much may. Thread-safe; {@link #load} is for one thread. */
final class Traffic {
    private static final double BITS = 8;
    private static final double MEGA = 1_000_000;

    private final int maxConnections;
    private final double maxBytesPerSecond;
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder bytes = new LongAdder();
    private long lastBytes;
    private long lastNanos;

    /** @param nowNanos of a clock that only goes forward, as in {@link #load} */
    Traffic(int maxConnections, int maxMbit, long nowNanos) {
        this.maxConnections = maxConnections;
        this.maxBytesPerSecond = maxMbit * MEGA / BITS;
        this.lastNanos = nowNanos;
    }

    /** A client connects; @return whether it may stay. Either way {@link #left} is due once it is gone. */
    boolean came() {
        return connections.incrementAndGet() <= maxConnections;
    }

    void left() {
        connections.decrementAndGet();
    }

    void sent(long more) {
        bytes.add(more);
    }

    /** The load since the last call: by connections or by what was sent, whichever is more; 0 to 1. */
    double load(long nowNanos) {
        long total = bytes.sum();
        double seconds = Math.max(1, nowNanos - lastNanos) / 1e9;
        double sent = (total - lastBytes) / seconds / maxBytesPerSecond;
        lastBytes = total;
        lastNanos = nowNanos;
        return Math.min(1, Math.max(sent, connections.get() / (double) maxConnections));
    }
}
