package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.util.Optional;

/**
 * The place of one plug-in in one ledger, and what experience has been had with the instance that serves. An instance proves
 * itself on threads of the engine's own before it is called on a caller's, and one that was given up never is: so a plug-in
 * that does not return can catch one thread of a caller at most. Confined to the ledger's turn.
 *
 * @param <T> the interface of the extension point
 */
final class Seat<T> {
    private static final int PROOF = 64; // calls

    private final Slot<T> slot;
    private long generation = -1;
    private int callsToProof;
    private Optional<PluginCall> caught = Optional.empty(); // the last call of this instance that was given up

    Seat(Slot<T> slot) {
        this.slot = slot;
    }

    Slot<T> slot() {
        return slot;
    }

    /**
     * Takes a lease for one operation.
     *
     * @param ownThread whether the thread is one of the engine's own
     * @return empty if the instance is still caught in a call that was given up, which counts as another fault
     * @throws PostponedException if the slot is empty, or the instance has not proved itself and the thread is a caller's
     */
    Optional<Lease<T>> lease(boolean ownThread) {
        Optional<Lease<T>> lease = slot.lease();
        if (lease.isEmpty()) {
            throw PostponedException.until(slot);
        }
        if (lease.get().generation() == generation && callsToProof == 0) {
            return lease;
        }
        return getToKnow(lease.get(), ownThread) ? lease : Optional.empty();
    }

    /** The instance kept its contract. */
    void keptContract() {
        if (callsToProof > 0 && callsToProof <= PROOF) {
            callsToProof--;
        }
    }

    /** A call of the instance was given up while its code ran. */
    void caughtIn(PluginCall call) {
        caught = Optional.of(call);
        callsToProof = Integer.MAX_VALUE; // that is never
    }

    private boolean getToKnow(Lease<T> lease, boolean ownThread) {
        if (lease.generation() != generation) {
            generation = lease.generation();
            callsToProof = PROOF;
            caught = Optional.empty();
        }
        if (!ownThread) {
            lease.close();
            throw PostponedException.toOwnThread();
        }
        if (caught.isPresent() && !caught.get().isOver()) {
            lease.fault("it is still busy with a decision that was given up");
            lease.close();
            return false;
        }
        caught = Optional.empty();
        return true;
    }
}
