package io.patchbay.lobby.internal.observe;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.lobby.ObserverLauncher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A slot that a test fills and empties; who waits at it waits as long as the test wants. Thread-safe. */
final class LauncherSlot implements Slot<ObserverLauncher> {
    private final List<CompletableFuture<Optional<Lease<ObserverLauncher>>>> waiting = new ArrayList<>();
    private final List<FaultReason> faults = new CopyOnWriteArrayList<>();
    private Optional<ObserverLauncher> plugin;
    private int leased;

    LauncherSlot(ObserverLauncher plugin) {
        this.plugin = Optional.of(plugin);
    }

    void plugin(Optional<ObserverLauncher> now) {
        List<CompletableFuture<Optional<Lease<ObserverLauncher>>>> served;
        synchronized (this) {
            plugin = now;
            served = now.isPresent() ? List.copyOf(waiting) : List.of();
            if (now.isPresent()) {
                waiting.clear();
            }
        }
        served.forEach(one -> one.complete(lease()));
    }

    void giveUpWaiting() {
        List<CompletableFuture<Optional<Lease<ObserverLauncher>>>> left;
        synchronized (this) {
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(one -> one.complete(Optional.empty()));
    }

    List<FaultReason> faults() {
        return faults;
    }

    synchronized int leased() {
        return leased;
    }

    private synchronized void giveBack() {
        leased--;
    }

    @Override
    public String kind() {
        return "observer-launcher";
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public synchronized Optional<Lease<ObserverLauncher>> lease() {
        leased += plugin.isPresent() ? 1 : 0;
        return plugin.map(OneLease::new);
    }

    @Override
    public synchronized CompletionStage<Optional<Lease<ObserverLauncher>>> leaseWithin(Duration wait) {
        if (plugin.isPresent()) {
            return CompletableFuture.completedFuture(lease());
        }
        CompletableFuture<Optional<Lease<ObserverLauncher>>> promise = new CompletableFuture<>();
        waiting.add(promise);
        return promise;
    }

    @Override
    public void close() {
        giveUpWaiting();
    }

    private final class OneLease implements Lease<ObserverLauncher> {
        private final ObserverLauncher launcher;

        OneLease(ObserverLauncher launcher) {
            this.launcher = launcher;
        }

        @Override
        public ObserverLauncher plugin() {
            return launcher;
        }

        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String label() {
            return "fake 1.0.0";
        }

        @Override
        public void fault(FaultReason reason, String text) {
            faults.add(reason);
        }

        @Override
        public void fault(Throwable thrown) {
            faults.add(FaultReason.THREW);
        }

        @Override
        public void close() {
            giveBack();
        }
    }
}
