package io.patchbay.support.hotswap;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The slot of a plug-in that is tried: its faults count in the experiment, too. As thread-safe as the slot that it is made of.
 *
 * @param <T> the interface of the extension point
 */
public final class TriedSlot<T> implements Slot<T> {
    private final Slot<T> slot;
    private final Consumer<String> onFault;

    /** @param onFault told of each fault, on any thread; must be short */
    public TriedSlot(Slot<T> slot, Consumer<String> onFault) {
        this.slot = slot;
        this.onFault = onFault;
    }

    @Override
    public String kind() {
        return slot.kind();
    }

    @Override
    public String name() {
        return slot.name();
    }

    @Override
    public Optional<Lease<T>> lease() {
        return slot.lease().map(lease -> new TriedLease<>(lease, onFault));
    }

    @Override
    public long generation() {
        return slot.generation();
    }

    @Override
    public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
        return slot.leaseWithin(wait).thenApply(leased -> leased.map(lease -> new TriedLease<>(lease, onFault)));
    }

    @Override
    public void close() {
        slot.close();
    }

    private record TriedLease<T>(Lease<T> lease, Consumer<String> onFault) implements Lease<T> {
        @Override
        public T plugin() {
            return lease.plugin();
        }

        @Override
        public long generation() {
            return lease.generation();
        }

        @Override
        public String label() {
            return lease.label();
        }

        @Override
        public boolean shipped() {
            return lease.shipped();
        }

        @Override
        public void fault(FaultReason reason, String text) {
            lease.fault(reason, text);
            onFault.accept(text);
        }

        @Override
        public void fault(Throwable thrown) {
            lease.fault(thrown);
            onFault.accept("it threw " + thrown);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
