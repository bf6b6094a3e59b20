package io.patchbay.placement.internal;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * The engine's own threads. One that is caught in a plug-in is replaced until it comes back, so that a plug-in that never
 * returns takes nobody else's thread. Thread-safe.
 */
final class Lanes implements Executor, AutoCloseable {
    private static final int MAX_CAUGHT = 64; // each costs its plug-in a fault or comes back, so there are far fewer
    private static final int QUEUE = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ThreadPoolExecutor pool;
    private final int threads;
    private int caught; // guarded by this

    Lanes(String name, int threads) {
        this.pool = Threads.pool(name, threads, QUEUE);
        this.threads = threads;
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too much waits, or this is closed */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** One of the threads is caught in a plug-in. */
    synchronized void caught() {
        caught++;
        resize();
    }

    /** It has come back. */
    synchronized void back() {
        caught--;
        resize();
    }

    @Override
    public void close() {
        Threads.close(pool, PATIENCE);
    }

    private void resize() {
        int needed = threads + Math.min(caught, MAX_CAUGHT);
        if (needed > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(needed);
            pool.setCorePoolSize(needed);
        } else {
            pool.setCorePoolSize(needed);
            pool.setMaximumPoolSize(needed);
        }
    }
}
