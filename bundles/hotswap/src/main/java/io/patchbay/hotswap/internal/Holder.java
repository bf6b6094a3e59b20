package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One plug-in instance in one slot, and at the same time the lease that all its callers get: nothing is allocated for a lease.
 * Thread-safe.
 *
 * <p>One number says how many leases are out and, by its sign, whether the holder was retired. The race is between a caller that
 * has read this holder from its slot and the deployer that retires it: both change the number atomically. If the caller is
 * first, the deployer sees its lease and waits for it; if the deployer is first, the caller sees the sign, takes its number
 * back and reads the slot again, where the successor stands, since a slot is changed before its old holder is retired.
 *
 * @param <T> the interface of the extension point
 */
final class Holder<T> implements Lease<T> {
    private static final long RETIRED = Long.MIN_VALUE;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Holder.class, "state", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final Optional<Lease<T>> lease = Optional.of(this);
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final long generation;
    private final String label;
    private final boolean shipped;
    private final Faults faults;
    private T plugin; // published by the slot's volatile field, emptied once when the instance is given back

    @SuppressWarnings("unused") // by STATE
    private volatile long state;

    Holder(T plugin, long generation, String label, boolean shipped, Faults faults) {
        this.plugin = plugin;
        this.generation = generation;
        this.label = label;
        this.shipped = shipped;
        this.faults = faults;
    }

    /** Whether the caller has a lease now. */
    boolean acquire() {
        if ((long) STATE.getAndAdd(this, 1L) >= 0) {
            return true;
        }
        release();
        return false;
    }

    /** This, as its callers get it. */
    Optional<Lease<T>> asLease() {
        return lease;
    }

    /** No new leases from now on; to be called after the slot has its successor. */
    void retire() {
        long before = (long) STATE.getAndBitwiseOr(this, RETIRED);
        if (before == 0) {
            drained.complete(null);
        }
    }

    /** Completes when the holder is retired and its last lease was closed, on the thread that closed it. */
    CompletionStage<Void> drained() {
        return drained;
    }

    /** How many leases are out. */
    long inFlight() {
        return (long) STATE.getVolatile(this) & ~RETIRED;
    }

    /** Lets go of the plug-in, so that a lease that was never closed does not keep its classes. */
    void forget() {
        plugin = null;
    }

    @Override
    public T plugin() {
        T leased = plugin;
        if (leased == null) {
            throw new IllegalStateException("the lease of " + label + " was kept longer than its plug-in");
        }
        return leased;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean faulty() {
        return faults.tooMany();
    }

    @Override
    public boolean shipped() {
        return shipped;
    }

    @Override
    public void fault(FaultReason reason, String text) {
        faults.report(reason, text);
    }

    @Override
    public void fault(Throwable thrown) {
        faults.report(thrown);
    }

    @Override
    public void close() {
        release();
    }

    private void release() {
        if ((long) STATE.getAndAdd(this, -1L) == RETIRED + 1) {
            drained.complete(null);
        }
    }
}
