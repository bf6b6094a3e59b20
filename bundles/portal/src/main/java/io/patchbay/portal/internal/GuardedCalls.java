package io.patchbay.portal.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Calls the plug-ins of one slot. Whatever they do, only a few threads are ever caught in them: a bounded number of the callers',
 * and a few of an instance's own. What is wrong is counted. Thread-safe.
 */
public final class GuardedCalls {
    private static final int MOST_HERE = 8; // callers at once, those included that have not come back

    private final PlugInWatch watch;
    private final Substitutes substitutes;
    private final Semaphore here = new Semaphore(MOST_HERE);
    private volatile Optional<Probation> probation = Optional.empty(); // of the instance that was last called

    /** Whoever is to know when a call has taken too long. */
    @FunctionalInterface
    public interface Overdue {
        /**
         * A call has. Run on the timer's thread; must be short.
         *
         * @param caught whether the thread of the caller is caught in it
         */
        void tell(boolean caught);
    }

    /** @param substitutes for threads of the callers that are caught */
    public GuardedCalls(PlugInWatch watch, Substitutes substitutes) {
        this.watch = watch;
        this.substitutes = substitutes;
    }

    /**
     * Calls an instance that has proved itself on this thread, which may be caught; any other elsewhere, and this thread waits.
     *
     * @param call does not return null
     */
    public <T> Outcome<T> here(Lease<?> lease, Overdue onOverdue, Supplier<T> call) {
        Probation present = probationOf(lease);
        if (!present.isOver() || !here.tryAcquire()) {
            return present.call(lease, () -> onOverdue.tell(false), call);
        }
        try {
            return callHere(lease, present, onOverdue, call);
        } finally {
            here.release();
        }
    }

    /**
     * Calls on another thread, for which this one waits, within a bound: for callers that must not be caught.
     *
     * @param call does not return null
     */
    public <T> Outcome<T> apart(Lease<?> lease, Supplier<T> call) {
        return probationOf(lease).call(lease, () -> {}, call);
    }

    private <T> Outcome<T> callHere(Lease<?> lease, Probation present, Overdue onOverdue, Supplier<T> call) {
        Runnable onCaught = () -> {
            present.distrust();
            substitutes.caught();
            lease.fault(FaultReason.TOO_SLOW, "took too long");
            onOverdue.tell(true);
        };
        try {
            Optional<T> answer = watch.call(onCaught, substitutes::back, call);
            return answer.<Outcome<T>>map(Outcome.Done::new).orElseGet(() -> new Outcome.GivenUp<>(true));
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            lease.fault(thrown);
            return new Outcome.Failed<>();
        }
    }

    private Probation probationOf(Lease<?> lease) {
        Optional<Probation> known = probation;
        return known.isPresent() && known.get().isOf(lease) ? known.get() : begin(lease);
    }

    private synchronized Probation begin(Lease<?> lease) {
        Probation begun = probation
                .filter(known -> known.isOf(lease)) // another thread was here first
                .orElseGet(() -> new Probation(lease.generation(), watch));
        probation = Optional.of(begun);
        return begun;
    }
}
