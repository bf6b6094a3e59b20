package io.patchbay.coordination.internal;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread on which things happen in turn. What nobody expected is logged and does not end it; what comes after its end is
 * dropped. Thread-safe.
 */
final class Loop {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final String area;
    private final ScheduledExecutorService thread;

    Loop(String area) {
        this.area = area;
        this.thread = Threads.timer(area);
    }

    void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    void after(Duration pause, Runnable task) {
        try {
            Future<?> unused = thread.schedule(guarded(task), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            LOG.debug("{} has ended: nothing more is done", area, ended);
        }
    }

    /** For the first time after one pause. */
    void every(Duration pause, Runnable task) {
        long millis = pause.toMillis();
        Future<?> unused = thread.scheduleWithFixedDelay(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Does what is due, for as long as is said, and ends. */
    void close(Duration patience) {
        Threads.close(thread, patience);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | LinkageError unexpected) {
                LOG.error("{} failed", area, unexpected);
            }
        };
    }
}
