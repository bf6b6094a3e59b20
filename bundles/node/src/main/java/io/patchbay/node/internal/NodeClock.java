package io.patchbay.node.internal;

import io.patchbay.support.SteadyClock;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of every component of this node, so that all agree, and none follows someone who sets the machine's. It goes on by the
 * time that the machine slept. Thread-safe; the watch is confined to the timer's thread.
 */
@Component(service = Clock.class)
public final class NodeClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(NodeClock.class);
    private static final long LOOK_MILLIS = 500;

    private final SteadyClock clock = new SteadyClock();
    private final SleepWatch watch =
            new SleepWatch(System::nanoTime, System::currentTimeMillis, () -> Uptime.millis(Uptime.LINUX));
    private final ScheduledExecutorService timer = Threads.timer("clock");

    @Activate
    public NodeClock() {
        Future<?> unused = // it ends with the timer
                timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        Threads.close(timer, Duration.ofMillis(200));
    }

    private void look() {
        long slept = watch.look();
        if (slept > 0) {
            clock.slept(slept);
            LOG.info("The machine slept for {} ms", slept);
        }
    }

    @Override
    public long millis() {
        return clock.millis();
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
    }
}
