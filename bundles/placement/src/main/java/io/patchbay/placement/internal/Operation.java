package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Something to do in a ledger's turn. Confined to the turn until it is settled.
 *
 * @param <R> the answer
 */
abstract class Operation<R> {
    private R answer;
    private Optional<RuntimeException> failure = Optional.empty();
    private Optional<CompletableFuture<R>> promise = Optional.empty();
    private PluginCall call; // the last one
    private boolean waitedForPlugin;

    /**
     * Does it. Where a plug-in call in it is given up, it is called once more, on another thread and with the built-in policy:
     * it goes on where it was.
     */
    abstract R carryOut();

    /** The answer where the queue is full. */
    abstract R busy();

    /** The answer where a plug-in that it cannot do without did not come. */
    R withoutPlugin(String message) {
        return busy();
    }

    /** How many times as many as requests of its kind may wait: whoever reports should not be turned away before a request. */
    int patience() {
        return 1;
    }

    /** It calls a plug-in. */
    final void calls(PluginCall begun) {
        call = begun;
    }

    /** The plug-in call that it made last. */
    final PluginCall call() {
        return call;
    }

    /** The answer, once {@link #perform} has returned. */
    final R answer() {
        return answer;
    }

    /** Does it and keeps the answer, to be given when the turn is over. */
    final void perform() {
        try {
            answer = carryOut();
        } catch (GivenUpException | PostponedException interrupted) {
            throw interrupted; // it is not over
        } catch (RuntimeException broken) {
            failure = Optional.of(broken);
        }
    }

    /** Has {@link #stage} give a promise; before anybody else than its caller may settle it. */
    final void promise() {
        if (promise.isEmpty()) {
            promise = Optional.of(new CompletableFuture<>());
        }
    }

    /** What its caller gets: the answer, or the promise of it. */
    final CompletionStage<R> stage() {
        if (promise.isPresent()) {
            return promise.get();
        }
        return failure.isEmpty()
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedStage(failure.get());
    }

    /** Keeps what was promised; never in the turn, because that may run code of any component. */
    final void settle() {
        if (promise.isPresent()) {
            if (failure.isEmpty()) {
                promise.get().complete(answer);
            } else {
                promise.get().completeExceptionally(failure.get());
            }
        }
    }

    final void answerWithBusy() {
        answer = busy();
    }

    /**
     * Waits for a plug-in, once; then answers that it is not there. Not in the turn.
     *
     * @param again how to go on when it is there, or the time is over
     */
    final void awaitPlugin(Slot<?> slot, Runnable again) {
        if (waitedForPlugin) {
            answer = withoutPlugin(slot.emptyMessage());
            settle();
            return;
        }
        waitedForPlugin = true;
        awaitLease(slot, again);
    }

    private static <P> void awaitLease(Slot<P> slot, Runnable again) {
        slot.leaseWithin(Slot.WAIT_WHEN_EMPTY).whenComplete((lease, failed) -> {
            if (failed == null) {
                lease.ifPresent(Lease::close); // the next attempt takes its own
            }
            again.run();
        });
    }
}
