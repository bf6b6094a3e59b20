package io.patchbay.rooms.internal;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Ends a room in which nobody has been for a while. Confined to the room's serial executor, to which its timer comes back. */
final class SelfClean {
    private final ScheduledExecutorService timer;
    private final LongSupplier millis;
    private final Executor turns;
    private final Runnable end;
    private Optional<Future<?>> pending = Optional.empty();
    private long begun; // how often, which tells one time from another

    /**
     * For one room.
     *
     * @param millis how long the room lives on
     * @param turns the room's serial executor
     * @param end what is done with a room to which nobody has come
     */
    SelfClean(ScheduledExecutorService timer, LongSupplier millis, Executor turns, Runnable end) {
        this.timer = timer;
        this.millis = millis;
        this.turns = turns;
        this.end = end;
    }

    /** The room is empty; does nothing if it has been so. */
    void begin() {
        if (pending.isEmpty()) {
            long time = ++begun;
            pending = Optional.of(
                    timer.schedule(() -> turns.execute(() -> onDue(time)), millis.getAsLong(), TimeUnit.MILLISECONDS));
        }
    }

    /** Somebody has come, or the room has ended. */
    void stop() {
        pending.ifPresent(due -> due.cancel(false));
        pending = Optional.empty();
    }

    private void onDue(long time) {
        if (pending.isPresent() && time == begun) { // else someone came while this waited for its turn
            end.run();
        }
    }
}
