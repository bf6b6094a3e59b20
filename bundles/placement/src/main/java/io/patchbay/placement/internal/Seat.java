package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.util.Optional;

/**
 * The place of one plug-in in one ledger, and what experience has been had with the instance that serves. Confined to the
 * ledger's turn.
 *
 * <p>A lease is taken for a burst of decisions: each decision makes sure that the instance still serves, which costs one look
 * at the slot instead of two atomic additions, and the next tick gives the lease back, so that a swap hardly waits.
 *
 * <p>An instance of Patchbay's own proves itself on threads of the engine before it is called on a caller's; an author's, and one
 * that had to be given up by its own fault, never is: so a plug-in that does not return can catch one thread of a caller at most,
 * and an author's none.
 *
 * @param <T> the interface of the extension point
 */
final class Seat<T> {
    private static final int PROOF = 64; // calls
    private static final int NEVER = Integer.MAX_VALUE;

    private final Slot<T> slot;
    private Optional<Lease<T>> held = Optional.empty();
    private long generation; // of the instance that was last called
    private int callsToProof;
    private boolean faulty;

    Seat(Slot<T> slot) {
        this.slot = slot;
    }

    Slot<T> slot() {
        return slot;
    }

    /**
     * Counts the instances that have served.
     *
     * @throws PostponedException if none serves
     */
    long generation() {
        long serving = slot.generation();
        if (serving == 0) {
            throw PostponedException.until(slot);
        }
        return serving;
    }

    /**
     * The lease of the instance that serves, to call it now.
     *
     * @param ownThread whether the thread is one of the engine's own
     * @throws PostponedException if no instance serves, or it has not proved itself and the thread is a caller's
     */
    Lease<T> lease(boolean ownThread) {
        if (held.isEmpty() || generation != slot.generation()) {
            take();
        }
        faulty = held.get().faulty();
        if (callsToProof > 0 && !ownThread && !faulty) { // what is faulty is not called
            throw PostponedException.toOwnThread();
        }
        return held.get();
    }

    /**
     * Whether the instance was faulty when its lease was last asked for, and so is not to be called: an operator may forgive it
     * meanwhile, and then it must not be called on the thread that it was let past for being faulty.
     */
    boolean isFaulty() {
        return faulty;
    }

    /** The lease of the last call; there is one during it. */
    Lease<T> held() {
        return held.orElseThrow();
    }

    /** The instance kept its contract in so many calls. */
    void keptContract(int calls) {
        if (callsToProof > 0 && callsToProof <= PROOF) {
            callsToProof = Math.max(0, callsToProof - calls);
        }
    }

    /** The instance had to be given up: no caller's thread calls it any more. */
    void distrust() {
        callsToProof = NEVER;
    }

    /** An instance that had to be given up was not to blame: it may prove itself again, if it is here still. */
    void trustAgain(Lease<?> lease) {
        if (lease.generation() == generation) {
            callsToProof = callsToProofOf(lease);
        }
    }

    /** Whether the instance of a lease is the one that serves. Thread-safe. */
    boolean isServing(Lease<?> lease) {
        return lease.generation() == slot.generation();
    }

    /** Gives the lease back until the next call. */
    void letGo() {
        held.ifPresent(Lease::close);
        held = Optional.empty();
    }

    /** Leaves the lease to whoever is caught in a call with it. */
    Optional<Lease<T>> abandon() {
        Optional<Lease<T>> abandoned = held;
        held = Optional.empty();
        return abandoned;
    }

    private void take() {
        letGo();
        held = slot.lease();
        if (held.isEmpty()) {
            throw PostponedException.until(slot);
        }
        if (held.get().generation() != generation) {
            generation = held.get().generation();
            callsToProof = callsToProofOf(held.get());
        }
    }

    /** However many calls an author's plug-in returns from, the next may be the one that it does not. */
    private static int callsToProofOf(Lease<?> lease) {
        return lease.shipped() ? PROOF : NEVER;
    }
}
