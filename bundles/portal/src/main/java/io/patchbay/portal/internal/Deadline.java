package io.patchbay.portal.internal;

/** An alarm that starts again when it rings far too late, because then nobody could have met it. Thread-safe. */
final class Deadline implements Alarm {
    private final Alarms alarms;
    private final long millis;
    private final Runnable task;
    private long due; // guarded by this, like the rest
    private Alarm current;
    private boolean cancelled;

    Deadline(Alarms alarms, long millis, Runnable task) {
        this.alarms = alarms;
        this.millis = millis;
        this.task = task;
        start();
    }

    private void start() {
        synchronized (this) {
            if (!cancelled) {
                due = alarms.now() + millis;
                current = alarms.after(millis, this::ring);
            }
        }
    }

    private void ring() {
        boolean late;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            late = alarms.now() > due + Alarms.STANDSTILL_MILLIS;
        }
        if (late) {
            start();
        } else {
            task.run();
        }
    }

    @Override
    public void cancel() {
        synchronized (this) {
            cancelled = true;
            current.cancel();
        }
    }
}
