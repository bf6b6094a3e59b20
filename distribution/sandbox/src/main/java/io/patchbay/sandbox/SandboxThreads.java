package io.patchbay.sandbox;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a sandbox.
 *
 * @param workers answer requests
 * @param timer ends changes of state, and delays
 * @param writer writes the state down
 */
record SandboxThreads(
        ThreadPoolExecutor workers, ScheduledThreadPoolExecutor timer, ScheduledThreadPoolExecutor writer) {
    private static final int WORKERS = 8;
    private static final int MOST_WAITING = 4096;
    private static final int PATIENCE_SECONDS = 5;

    SandboxThreads() {
        this(
                new ThreadPoolExecutor(
                        WORKERS,
                        WORKERS,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        new NumberedThreads("patchbay-sandbox-http"),
                        new ThreadPoolExecutor.CallerRunsPolicy()),
                new ScheduledThreadPoolExecutor(2, new NumberedThreads("patchbay-sandbox-timer")),
                new ScheduledThreadPoolExecutor(1, new NumberedThreads("patchbay-sandbox-writer")));
    }

    void shutdown() {
        workers.shutdownNow();
        timer.shutdownNow();
        writer.shutdown();
    }

    /** Ends them; whether all have ended in time. */
    boolean close() throws InterruptedException {
        shutdown();
        return workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                && timer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                && writer.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
