package io.patchbay.portal.internal;

import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The threads and the time of this bundle, which outlive everything else in it. Thread-safe. */
@Component(service = PortalThreads.class)
public final class PortalThreads implements Alarms, Substitutes {
    private static final int THREADS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
    private static final int MOST_CAUGHT = 64; // a plug-in that catches one is called on others from then on
    private static final long COARSE_FROM_MILLIS =
            500; // alarms that are at least so far away ring together with others
    private static final long COARSE_MILLIS = 50;
    private static final int QUEUE = 100_000; // connections and rooms wait here, each at most once

    private final Clock clock;
    private final ThreadPoolExecutor pool = Threads.pool("portal", THREADS, QUEUE);
    private final ScheduledExecutorService timer = Threads.timer("portal");
    private int caught; // guarded by this

    @Activate
    public PortalThreads(@Reference Clock clock) {
        this.clock = clock;
    }

    @Deactivate
    void close() {
        Threads.close(timer, Duration.ofMillis(200));
        Threads.close(pool, Duration.ofMillis(300));
    }

    /** Where turns are taken. */
    public Executor pool() {
        return pool;
    }

    /** For a worker's reports. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Whoever's thread it is: one more than needed does no harm. */
    @Override
    public synchronized void caught() {
        caught++;
        resize();
    }

    @Override
    public synchronized void back() {
        caught--;
        resize();
    }

    private void resize() {
        int needed = THREADS + Math.min(caught, MOST_CAUGHT);
        if (needed > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(needed);
            pool.setCorePoolSize(needed);
        } else {
            pool.setCorePoolSize(needed);
            pool.setMaximumPoolSize(needed);
        }
    }

    @Override
    public long now() {
        return clock.millis();
    }

    /** Up to {@value #COARSE_MILLIS} ms later if it is long until then: thousands of sessions have alarms, and each time costs a wake-up. */
    @Override
    public Alarm after(long millis, Runnable task) {
        long late = millis < COARSE_FROM_MILLIS ? 0 : COARSE_MILLIS - (clock.millis() + millis) % COARSE_MILLIS;
        try {
            Future<?> future = timer.schedule(task, millis + late, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return Alarm.NONE; // everything is being closed, which ends what would have been waited for
        }
    }
}
