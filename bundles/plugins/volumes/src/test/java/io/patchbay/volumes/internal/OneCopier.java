package io.patchbay.volumes.internal;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.VolumeCopier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A node with one copier, of type {@code file}, or with none. Confined to one thread.
 *
 * @param free when it can be leased
 */
record OneCopier(Optional<VolumeCopier> copier, List<String> events, CompletableFuture<Void> free) implements Slots {
    OneCopier(Optional<VolumeCopier> copier) {
        this(copier, new ArrayList<>(), CompletableFuture.completedFuture(null));
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name) {
        return new OnlySlot<>(name, copier.filter(any -> name.equals("file")).map(type::cast), events, free);
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name, String version) {
        return open(type, name);
    }

    @Override
    public List<ExperimentRun> experiments(String kind) {
        return List.of();
    }

    private record OnlySlot<T>(String name, Optional<T> plugin, List<String> events, CompletableFuture<Void> free)
            implements Slot<T> {
        @Override
        public String kind() {
            return "copier";
        }

        @Override
        public Optional<Lease<T>> lease() {
            return plugin.map(serving -> new OnlyLease<>(serving, events));
        }

        @Override
        public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
            return free.thenApply(now -> lease());
        }

        @Override
        public void close() {
            events.add("slot closed");
        }
    }

    private record OnlyLease<T>(T plugin, List<String> events) implements Lease<T> {
        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String label() {
            return "file 1.0.0";
        }

        @Override
        public void fault(FaultReason reason, String text) {
            events.add("fault");
        }

        @Override
        public void fault(Throwable thrown) {
            events.add("fault");
        }

        @Override
        public void close() {
            events.add("lease closed");
        }
    }
}
