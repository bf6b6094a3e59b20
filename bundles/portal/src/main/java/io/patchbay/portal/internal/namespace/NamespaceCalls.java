package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.GuardedCalls;
import io.patchbay.portal.internal.Outcome;
import io.patchbay.portal.internal.Relief;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Calls the plug-in of one namespace, and notices when it does not come back. Thread-safe. */
final class NamespaceCalls {
    private final Slot<SocketNamespace> slot;
    private final GuardedCalls calls;
    private final Relief relief;

    NamespaceCalls(Slot<SocketNamespace> slot, GuardedCalls calls, Alarms alarms) {
        this.slot = slot;
        this.calls = calls;
        this.relief = new Relief(slot, alarms);
    }

    Optional<Lease<SocketNamespace>> lease() {
        return slot.lease();
    }

    /** Completes once an instance serves, or after a while. */
    CompletionStage<Void> whenInstalled(Duration wait) {
        return slot.leaseWithin(wait).thenAccept(lease -> lease.ifPresent(Lease::close));
    }

    /** Completes with whether another instance serves than one that has failed. */
    CompletionStage<Boolean> whenRelieved(long failed) {
        return relief.of(failed);
    }

    /** Which instance serves; 0 if none does. */
    long generation() {
        return slot.generation();
    }

    void close() {
        slot.close();
    }

    /**
     * Calls under a lease, and closes it. What is wrong is counted.
     *
     * @param task does not return null
     * @param onOverdue told on another thread if the plug-in has taken too long
     */
    <T> Outcome<T> call(
            Lease<SocketNamespace> taken, Function<SocketNamespace, T> task, GuardedCalls.Overdue onOverdue) {
        try (Lease<SocketNamespace> lease = taken) {
            SocketNamespace plugin = lease.plugin();
            return calls.here(lease, onOverdue, () -> task.apply(plugin));
        }
    }
}
