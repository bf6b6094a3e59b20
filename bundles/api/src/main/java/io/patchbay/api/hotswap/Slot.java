package io.patchbay.api.hotswap;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The place of one plug-in in one engine. Thread-safe.
 *
 * @param <T> the interface of the extension point
 */
@ProviderType
public interface Slot<T> extends AutoCloseable {
    /**
     * How long a caller waits at an empty slot before it answers with an error: long enough for a jar that is taken away and
     * back within a second to be noticed twice, installed, and tried out on a busy machine.
     */
    Duration WAIT_WHEN_EMPTY = Duration.ofSeconds(5);

    /** The extension point's kind, for example {@code strategy}; the type's simple name in lower case if nobody offers it. */
    String kind();

    /** The plug-in's name. */
    String name();

    /**
     * Takes a lease for one unit of work, if a plug-in serves. Costs some ten nanoseconds, never blocks.
     *
     * @return the lease, to be closed when the unit of work is over; null is never returned
     */
    Optional<Lease<T>> lease();

    /**
     * The {@link Lease#generation()} of the instance that serves now, or 0 if none does: whoever holds a lease, or answers of
     * the plug-in, sees by it without taking another lease whether they are still those of the plug-in that serves.
     */
    default long generation() {
        Optional<Lease<T>> now = lease();
        if (now.isEmpty()) {
            return 0;
        }
        try (Lease<T> lease = now.get()) {
            return lease.generation();
        }
    }

    /**
     * Like {@link #lease()}, but waits at an empty slot. Never blocks: the stage completes when a plug-in arrives, on a
     * thread of the deployer's own.
     *
     * @param wait how long to wait at most
     * @return completes with empty when the time is over
     */
    CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait);

    /** What to tell a client when the slot stays empty: {@code no strategy 'x' is installed}. */
    default String emptyMessage() {
        return "no " + kind() + " '" + name() + "' is installed";
    }

    /** Gives the slot back. Leases that are out stay valid until they are closed. */
    @Override
    void close();
}
