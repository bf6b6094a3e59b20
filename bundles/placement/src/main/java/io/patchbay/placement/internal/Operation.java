package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.util.concurrent.CompletableFuture;

/**
 * Something to do in a ledger's turn, and the promise of its answer at once. Confined to the turn until it is settled.
 *
 * @param <R> the answer
 */
abstract class Operation<R> extends CompletableFuture<R> {
    private R answer;
    private RuntimeException failure;
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

    /** Does it and keeps the answer, to be given when the turn is over. */
    final void perform() {
        try {
            answer = carryOut();
        } catch (GivenUpException | PostponedException interrupted) {
            throw interrupted; // it is not over
        } catch (RuntimeException broken) {
            failure = broken;
        }
    }

    /** How many times as many as requests of its kind may wait: whoever reports should not be turned away before a request. */
    int patience() {
        return 1;
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

    /** Gives the answer to whoever waits for it; never in the turn, because that may run code of any component. */
    final void settle() {
        if (failure == null) {
            complete(answer);
        } else {
            completeExceptionally(failure);
        }
    }
}
