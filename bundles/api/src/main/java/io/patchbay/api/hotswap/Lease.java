package io.patchbay.api.hotswap;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The right to call a plug-in for one unit of work. The plug-in's bundle is not stopped before its leases are closed, or a
 * bound has passed. May be handed to another thread; closed exactly once.
 *
 * @param <T> the interface of the extension point
 */
@ProviderType
public interface Lease<T> extends AutoCloseable {
    /** The plug-in. Not to be kept beyond the lease. */
    T plugin();

    /**
     * Counts the installed instances that this slot has had, from 1: a caller that caches answers of the plug-in (a matcher's) drops
     * them when the number changes.
     */
    long generation();

    /** Name and version for records and explanations, for example {@code least-used 0.1.0}. */
    String label();

    /**
     * Whether the plug-in broke its contract too often and serves only because nothing else is installed. An engine that can do
     * without it then does, and calls it no more until it is replaced, pinned, or installed anew.
     */
    default boolean faulty() {
        return false;
    }

    /**
     * Whether the plug-in comes with Patchbay. Placement calls on its callers' threads these only: anybody else's may one day
     * not return, and what does not return never gives the thread back.
     */
    default boolean shipped() {
        return false;
    }

    /**
     * Says that the plug-in broke its contract. After a number of faults the last good version serves again.
     *
     * @param reason in which way
     * @param text what it did, as a short sentence without secrets
     */
    void fault(FaultReason reason, String text);

    /** Like {@link #fault(FaultReason, String)} for something it threw. */
    void fault(Throwable thrown);

    /** Ends the unit of work. */
    @Override
    void close();
}
