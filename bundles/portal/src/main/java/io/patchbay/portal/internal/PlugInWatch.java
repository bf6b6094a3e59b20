package io.patchbay.portal.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Watches calls of plug-ins, so that one which does not come back is noticed. On a machine that has too much to do, a thread may
 * not run at all for longer than a plug-in may take: what counts is the time in which it ran, or did not even want to. Counts
 * ticks rather than time: a process that stands still makes none, so a pause of the garbage collector is no fault of theirs.
 * Ticks only while there are calls. Thread-safe.
 */
public final class PlugInWatch {
    /** How many budgets a call may last whose thread is not let run, or waits for what the machine cannot tell from that. */
    static final int MOST_BUDGETS = 20;

    private static final long TICK_MILLIS = 25;
    private static final int IDLE_TICKS = 40;

    private final Alarms alarms;
    private final ThreadProbe probe;
    private final long budgetMillis;
    private final Map<Thread, Call> calls = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private int idle; // confined to the timer's thread

    private enum State {
        RUNNING,
        OVERDUE,
        DONE
    }

    /** One call under way. Confined to the timer's thread, but for how it ends. */
    private static final class Call {
        final Thread thread = Thread.currentThread();
        final Runnable onOverdue;
        final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        int ticks;
        private int idleTicks;
        private long nanosBefore;

        Call(Runnable onOverdue) {
            this.onOverdue = onOverdue;
        }

        /** False if it is too late; whoever waits for that has then been told. */
        boolean end(Runnable onLate) {
            boolean inTime = state.compareAndSet(State.RUNNING, State.DONE);
            if (!inTime) {
                onLate.run();
            }
            return inTime;
        }

        /** One more tick. */
        void tick(ThreadProbe probe) {
            if (ticks == 0) {
                nanosBefore = probe.processorNanos(thread);
            } else if (isIdle()) {
                idleTicks++;
            }
            ticks++;
        }

        /** Whether the thread waits. One that is blocked does not count: whoever has the lock may be starved. */
        private boolean isIdle() {
            Thread.State now = thread.getState();
            return now == Thread.State.WAITING || now == Thread.State.TIMED_WAITING;
        }

        /** How long the thread ran, or did not want to, since the first tick. */
        long ownMillis(ThreadProbe probe) {
            long nanos = probe.processorNanos(thread);
            return nanos < 0 // nobody counts: all there is to go by is the time
                    ? (ticks - 1) * TICK_MILLIS
                    : TimeUnit.NANOSECONDS.toMillis(nanos - nanosBefore) + idleTicks * TICK_MILLIS;
        }
    }

    /** @param budgetMillis how long a call may take */
    public PlugInWatch(Alarms alarms, ThreadProbe probe, long budgetMillis) {
        this.alarms = alarms;
        this.probe = probe;
        this.budgetMillis = budgetMillis;
    }

    /**
     * Calls on this thread.
     *
     * @param onOverdue run on the timer's thread as soon as the call has taken too long; must be short
     * @param onLate run after that, when the call comes back after all
     * @param call does not return null
     * @return what the call returned; empty if it was overdue, whether it then returned or threw
     */
    public <T> Optional<T> call(Runnable onOverdue, Runnable onLate, Supplier<T> call) {
        Call watched = new Call(onOverdue);
        Optional<Call> outer = Optional.ofNullable(calls.put(watched.thread, watched));
        if (ticking.compareAndSet(false, true)) {
            alarms.after(TICK_MILLIS, this::tick);
        }
        try {
            T result = call.get();
            return watched.end(onLate) ? Optional.of(result) : Optional.empty();
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            if (watched.end(onLate)) {
                throw thrown;
            }
            return Optional.empty();
        } finally {
            outer.ifPresentOrElse(earlier -> calls.put(watched.thread, earlier), () -> calls.remove(watched.thread));
        }
    }

    private void tick() {
        idle = calls.isEmpty() ? idle + 1 : 0;
        for (Call call : calls.values()) {
            call.tick(probe);
            if (isOverdue(call) && call.state.compareAndSet(State.RUNNING, State.OVERDUE)) {
                call.onOverdue.run();
            }
        }
        if (idle < IDLE_TICKS) {
            alarms.after(TICK_MILLIS, this::tick);
            return;
        }
        ticking.set(false);
        if (!calls.isEmpty() && ticking.compareAndSet(false, true)) {
            alarms.after(TICK_MILLIS, this::tick); // it came between the look and the flag
        }
    }

    private boolean isOverdue(Call call) {
        long seenMillis = (call.ticks - 1) * TICK_MILLIS;
        return seenMillis >= budgetMillis
                && (seenMillis >= MOST_BUDGETS * budgetMillis || call.ownMillis(probe) >= budgetMillis);
    }
}
