package io.patchbay.sandbox;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads called {@code NAME-1}, {@code NAME-2} and so on. Thread-safe. */
final class NumberedThreads implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();
    private final String name;

    NumberedThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
