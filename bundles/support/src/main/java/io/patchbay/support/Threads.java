package io.patchbay.support;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executors as every bundle has them: named {@code patchbay-<area>-<n>}, bounded, closed within a bound. */
public final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** Daemon threads named after an area. */
    public static ThreadFactory named(String area) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "patchbay-" + area + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((failed, thrown) -> LOG.error("{} failed", failed.getName(), thrown));
            return thread;
        };
    }

    /** A pool that refuses with {@link java.util.concurrent.RejectedExecutionException} what its queue does not hold. */
    public static ThreadPoolExecutor pool(String area, int threads, int queue) {
        return pool(threads, queue, named(area));
    }

    /**
     * The same for long computations, which give way to all other threads where processors are short. The kernel knows of it only
     * with {@code -XX:ThreadPriorityPolicy=1}, which {@code bin/patchbay} gives.
     */
    @SuppressWarnings("ThreadPriorityCheck") // what is right does not depend on it, only who waits
    public static ThreadPoolExecutor backgroundPool(String area, int threads, int queue) {
        ThreadFactory usual = named(area);
        return pool(threads, queue, task -> {
            Thread thread = usual.newThread(task);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    private static ThreadPoolExecutor pool(int threads, int queue, ThreadFactory factory) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One thread for timers; what it runs must be short. Cancelled timers are forgotten at once. */
    public static ScheduledThreadPoolExecutor timer(String area) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(area + "-timer"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        return timer;
    }

    /** Lets an executor finish what it has, for a while; interrupts what is left. */
    public static void close(ExecutorService executor, Duration patience) {
        executor.shutdown();
        try {
            if (executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
