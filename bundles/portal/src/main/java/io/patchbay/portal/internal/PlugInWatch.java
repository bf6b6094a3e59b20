package io.patchbay.portal.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Watches calls of plug-ins, so that one which does not come back is noticed. Counts ticks rather than time: a process that
 * stands still makes none, so a pause of the garbage collector is no fault of theirs. Ticks only while there are calls.
 * Thread-safe.
 */
public final class PlugInWatch {
    private static final long TICK_MILLIS = 25;
    private static final int IDLE_TICKS = 40;

    private final Alarms alarms;
    private final int budgetTicks;
    private final Map<Thread, Call> calls = new ConcurrentHashMap<>();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private int idle; // confined to the timer's thread

    private enum State {
        RUNNING,
        OVERDUE,
        DONE
    }

    /** One call under way. */
    private static final class Call {
        final Runnable onOverdue;
        final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        int ticks; // confined to the timer's thread

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
    }

    /** @param budgetMillis how long a call may take */
    public PlugInWatch(Alarms alarms, long budgetMillis) {
        this.alarms = alarms;
        this.budgetTicks = (int) (budgetMillis / TICK_MILLIS);
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
        Optional<Call> outer = Optional.ofNullable(calls.put(Thread.currentThread(), watched));
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
            outer.ifPresentOrElse(
                    earlier -> calls.put(Thread.currentThread(), earlier), () -> calls.remove(Thread.currentThread()));
        }
    }

    private void tick() {
        idle = calls.isEmpty() ? idle + 1 : 0;
        for (Call call : calls.values()) {
            if (++call.ticks > budgetTicks && call.state.compareAndSet(State.RUNNING, State.OVERDUE)) {
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
}
