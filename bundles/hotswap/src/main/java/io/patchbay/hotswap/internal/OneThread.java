package io.patchbay.hotswap.internal;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that owns some state: runs tasks in the order in which they come, and goes on after one that failed. Thread-safe. */
final class OneThread implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OneThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledThreadPoolExecutor thread;

    OneThread(String area) {
        thread = Threads.timer(area);
        // made now: a thread remembers the classes on its creator's stack, and later that may be a plug-in
        thread.prestartAllCoreThreads();
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> run(task));
    }

    /** Like {@link #execute}, for news that nobody needs any more once this is closed. */
    void tell(Runnable news) {
        try {
            execute(news);
        } catch (RejectedExecutionException closed) {
            LOG.debug("News came after the end", closed);
        }
    }

    ScheduledFuture<?> after(Duration delay, Runnable task) {
        return thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Like {@link #after}, for what is never cancelled. */
    void later(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = after(delay, task);
    }

    /** Goes on on this thread with what a stage completes with; with nothing if it fails, or takes longer than the bound. */
    <R> CompletableFuture<Optional<R>> within(CompletableFuture<R> stage, Duration bound) {
        CompletableFuture<Optional<R>> outcome = new CompletableFuture<>();
        ScheduledFuture<?> late = after(bound, () -> outcome.complete(Optional.empty()));
        Waits.then(
                stage,
                (result, failed) -> tell(() -> {
                    late.cancel(false);
                    if (failed != null) {
                        LOG.error("A step of a swap failed", failed);
                    }
                    outcome.complete(Optional.ofNullable(result));
                }));
        return outcome;
    }

    boolean isClosed() {
        return thread.isShutdown();
    }

    /** Finishes what it was given, within a bound; drops what was to come later. */
    @Override
    public void close() {
        Threads.close(thread, PATIENCE);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failed) {
            LOG.error("A task of {} failed", Thread.currentThread().getName(), failed);
        }
    }
}
