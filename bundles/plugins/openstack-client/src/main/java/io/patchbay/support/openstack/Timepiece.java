package io.patchbay.support.openstack;

import java.time.Duration;

/** Time that passes, so that tests own it. Thread-safe. */
public interface Timepiece {
    /** The real one. */
    Timepiece REAL = new Timepiece() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
            Thread.sleep(length.toMillis());
        }
    };

    /** Nanoseconds since some moment; they never go back. */
    long nanos();

    /** Returns after that long. */
    void pause(Duration length) throws InterruptedException;
}
