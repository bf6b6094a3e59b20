package io.patchbay.placement.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ways in which a plug-in fails to return. Knows when one is in it, so that tests tick only then. Thread-safe. */
final class Hang {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger entered = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);

    /** Whether a plug-in hangs now. */
    boolean isOn() {
        return inside.get() > 0;
    }

    /** How often a plug-in has begun to hang. */
    int entered() {
        return entered.get();
    }

    /** Waits until a plug-in hangs. */
    void awaitOn() {
        Rig.idleUntil(this::isOn);
    }

    /** Ends those that do not mind interrupts. */
    void release() {
        released.countDown();
    }

    /** Does not return before it is released, interrupted or not; then with what to throw. */
    IllegalStateException forEver() {
        enter();
        try {
            spinUntilReleased();
            return new IllegalStateException("released");
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Returns when it is released, interrupted or not. */
    void untilReleased() {
        enter();
        try {
            spinUntilReleased();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Returns when it is released; throws if it is interrupted. */
    void untilReleasedOrInterrupted() {
        enter();
        try {
            if (!released.await(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            inside.decrementAndGet();
        }
    }

    /** Sleeps until it is interrupted, and stays so. */
    void untilInterrupted() {
        enter();
        try {
            Thread.sleep(TimeUnit.MINUTES.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            inside.decrementAndGet();
        }
    }

    @Override
    public String toString() {
        return inside.get() + " hang, " + (released.getCount() > 0 ? "not released" : "released");
    }

    private void enter() {
        inside.incrementAndGet();
        entered.incrementAndGet();
    }

    @SuppressWarnings("ThreadPriorityCheck") // it runs, but leaves the processor to others
    private void spinUntilReleased() {
        while (released.getCount() > 0) {
            Thread.yield();
        }
    }
}
