package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.DrainStatus;
import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PortalThreads;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the portal on request. Thread-safe: its state is guarded by its lock, under which nothing but its own parts and the timer
 * is called.
 */
@Component(service = {Drain.class, Drainage.class})
public final class Drainage implements Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drainage.class);

    private final Sessions sessions;
    private final Alarms alarms;
    private final AtomicReference<Runnable> onShut = new AtomicReference<>(() -> {});
    private boolean draining; // guarded by this, like the rest
    private int atBegin;
    private long deadline;
    private int generation; // of the deadline, because an alarm that rings may be one that was cancelled too late
    private Alarm alarm = Alarm.NONE;
    private volatile boolean shut;

    @Activate
    public Drainage(@Reference Sessions sessions, @Reference PortalThreads threads) {
        this(sessions, (Alarms) threads);
    }

    Drainage(Sessions sessions, Alarms alarms) {
        this.sessions = sessions;
        this.alarms = alarms;
    }

    @Deactivate
    synchronized void close() {
        generation++;
        alarm.cancel();
    }

    /** Whether nobody may connect. */
    public boolean isShut() {
        return shut;
    }

    /** Has someone cut everybody off when the deadline has come; on the timer's thread. */
    public void onShut(Runnable listener) {
        onShut.set(listener);
    }

    @Override
    public DrainStatus begin(Duration patience) {
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the patience must be within 0 and " + LONGEST.toMillis() + " ms but was " + patience.toMillis());
        }
        synchronized (this) {
            if (!draining) {
                atBegin = sessions.count();
            }
            draining = true;
            shut = false;
            deadline = alarms.now() + patience.toMillis();
            alarm.cancel();
            int mine = ++generation;
            alarm = alarms.after(patience.toMillis(), () -> shut(mine));
        }
        sessions.worker().drain(true);
        LOG.info("This portal is drained: {} sessions, {} ms to go", sessions.count(), patience.toMillis());
        return status();
    }

    private void shut(int of) {
        synchronized (this) {
            if (!draining || of != generation) {
                return;
            }
            shut = true;
        }
        LOG.info("The deadline of the drain has come: {} clients are cut off, resumable", sessions.connected());
        onShut.get().run();
    }

    @Override
    public DrainStatus cancel() {
        boolean was;
        synchronized (this) {
            was = draining;
            draining = false;
            shut = false;
            generation++;
            alarm.cancel();
        }
        if (was) {
            sessions.worker().drain(false);
            LOG.info("The drain of this portal is cancelled");
        }
        return status();
    }

    @Override
    public DrainStatus status() {
        int connected = sessions.connected();
        int waiting = Math.max(0, sessions.count() - connected);
        synchronized (this) {
            if (!draining) {
                return new DrainStatus(DrainStatus.State.SERVING, 0, connected, waiting, 0);
            }
            return new DrainStatus(
                    connected == 0 ? DrainStatus.State.DRAINED : DrainStatus.State.DRAINING,
                    atBegin,
                    connected,
                    waiting,
                    Math.max(0, deadline - alarms.now()));
        }
    }
}
