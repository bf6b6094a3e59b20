package io.patchbay.placement.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Threads that seem to work hard, until a test says what they do. Thread-safe. */
final class TestThreads implements ThreadProbe {
    private final AtomicLong processorNanos = new AtomicLong();
    private volatile boolean idle;
    private volatile boolean inNative;

    /** From now on they run only as long as the test says. */
    void starve() {
        idle = true;
    }

    /** All of them run for so long. */
    void run(long nanos) {
        processorNanos.addAndGet(nanos);
    }

    /** From now on they are in native code. */
    void enterNative() {
        inNative = true;
    }

    @Override
    public long processorNanos(Thread thread) {
        return processorNanos.addAndGet(idle ? 0 : 1_000_000_000);
    }

    @Override
    public boolean isInNative(Thread thread) {
        return inNative;
    }
}
