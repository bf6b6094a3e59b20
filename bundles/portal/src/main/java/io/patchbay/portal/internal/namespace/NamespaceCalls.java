package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.PlugInWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls the plug-in of one namespace, and notices when it does not come back. Thread-safe. */
final class NamespaceCalls {
    private static final int MOST_STUCK = 3; // calls that have not come back: then no more threads are risked

    private final Slot<SocketNamespace> slot;
    private final PlugInWatch watch;
    private final AtomicInteger stuck = new AtomicInteger();
    private volatile long stuckGeneration;

    NamespaceCalls(Slot<SocketNamespace> slot, PlugInWatch watch) {
        this.slot = slot;
        this.watch = watch;
    }

    Optional<Lease<SocketNamespace>> lease() {
        return slot.lease();
    }

    /** Completes once an instance serves, or after a while. */
    CompletionStage<Void> whenInstalled(Duration wait) {
        return slot.leaseWithin(wait).thenAccept(lease -> lease.ifPresent(Lease::close));
    }

    /** Which instance serves; 0 if none does. */
    long generation() {
        return slot.generation();
    }

    void close() {
        slot.close();
    }

    /**
     * Calls under a lease, and closes it. What the plug-in throws is counted, and that is all.
     *
     * @param onOverdue run, perhaps on another thread, if the plug-in has taken too long, or is not called because others have not
     *     come back
     */
    void use(Lease<SocketNamespace> taken, Consumer<SocketNamespace> task, Runnable onOverdue) {
        try (Lease<SocketNamespace> lease = taken) {
            if (stuck.get() >= MOST_STUCK && stuckGeneration == lease.generation()) {
                lease.fault("does not come back from earlier calls");
                onOverdue.run();
                return;
            }
            try {
                Optional<Boolean> unused = watch.call(
                        () -> {
                            stuckGeneration = lease.generation();
                            stuck.incrementAndGet();
                            lease.fault("took too long");
                            onOverdue.run();
                        },
                        stuck::decrementAndGet,
                        () -> {
                            task.accept(lease.plugin());
                            return true;
                        });
            } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
                lease.fault(thrown);
            }
        }
    }
}
