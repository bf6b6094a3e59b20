package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of something that was waited for, within a bound. Immutable.
 *
 * @param value what it is; empty if nothing came in time, or it failed
 * @param failure why it failed
 */
record Answer<T>(Optional<T> value, Optional<Throwable> failure) {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    /** What to tell the client where there is no value. */
    String trouble(String operation) {
        return failure.isPresent() ? "Internal error" : "Timeout to make rpc to " + operation;
    }

    /**
     * Waits without a thread, and not at all for what is there already. To be called in a turn.
     *
     * @param then called once, in a turn
     * @param late called in a turn with a value that comes after the time is over
     */
    static <T> void await(
            CompletionStage<T> stage,
            long millis,
            Alarms alarms,
            Turns turns,
            Consumer<Answer<T>> then,
            Consumer<T> late) {
        Waiting<T> waiting = new Waiting<>(then, late);
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone() && !future.isCompletedExceptionally()) {
            waiting.complete(future.join(), null);
            return;
        }
        waiting.alarm = alarms.after(millis, () -> turns.execute(waiting::timeOut));
        stage.whenComplete((value, failure) -> turns.execute(() -> waiting.complete(value, failure)));
    }

    /** Confined to turns, apart from the alarm, which is set before anything can be complete. */
    private static final class Waiting<T> {
        private final Consumer<Answer<T>> then;
        private final Consumer<T> late;
        private volatile Alarm alarm = Alarm.NONE;
        private boolean over;

        Waiting(Consumer<Answer<T>> then, Consumer<T> late) {
            this.then = then;
            this.late = late;
        }

        void timeOut() {
            if (!over) {
                over = true;
                then.accept(new Answer<>(Optional.empty(), Optional.empty()));
            }
        }

        void complete(T value, Throwable failure) {
            if (!over) {
                over = true;
                alarm.cancel();
                if (failure != null) {
                    LOG.warn("A client's request failed: {}", failure.toString());
                }
                then.accept(new Answer<>(Optional.ofNullable(value), Optional.ofNullable(failure)));
            } else if (value != null) {
                late.accept(value);
            }
        }
    }
}
