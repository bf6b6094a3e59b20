package io.patchbay.support.openstack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes only when somebody pauses or a test says so. Thread-safe. */
final class FakeTime implements Timepiece {
    final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration length) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        pauses.add(length);
        pass(length);
    }

    synchronized void pass(Duration length) {
        nanos += length.toNanos();
    }
}
