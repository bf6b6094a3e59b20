package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Slots that a test fills and empties. Thread-safe. */
public final class FakeSlots implements Slots {
    private final Map<String, FakeSlot<?>> byName = new ConcurrentHashMap<>();
    private final Map<String, Object> plugins = new ConcurrentHashMap<>();
    private final Map<String, String> scopes = new ConcurrentHashMap<>();
    private volatile List<ExperimentRun> experiments = List.of();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** From now on this plug-in serves, or none. */
    public void put(String name, Optional<Object> plugin) {
        plugin.ifPresentOrElse(present -> plugins.put(name, present), () -> plugins.remove(name));
        if (plugin.isPresent() && byName.containsKey(name)) {
            byName.get(name).wake();
        }
    }

    /** What has been reported of plug-ins. */
    public List<String> faults() {
        return faults;
    }

    /** Those who wait have waited long enough. */
    public void giveUpWaiting(String name) {
        byName.get(name).giveUp(Duration.ofDays(1));
    }

    /** So much time has passed: those who wait no longer than that have waited long enough. */
    void giveUpWaiting(String name, Duration passed) {
        byName.get(name).giveUp(passed);
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name) {
        FakeSlot<T> slot = new FakeSlot<>(type, name);
        byName.put(name, slot);
        return slot;
    }

    @Override
    public <T> Slot<T> openFor(Class<T> type, String name, String scope) {
        scopes.put(scope, name);
        return open(type, name);
    }

    /** The plug-ins that serve, by what they serve. */
    Map<String, String> scopes() {
        return scopes;
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name, String version) {
        return open(type, name + " " + version);
    }

    @Override
    public List<ExperimentRun> experiments(String kind) {
        return experiments;
    }

    /** From now on this is tried, and nothing else. */
    void beginTrial(ExperimentRun run) {
        experiments = List.of(run);
    }

    private record Waiter<T>(CompletableFuture<Optional<Lease<T>>> answer, Duration bound) {}

    private final class FakeSlot<T> implements Slot<T> {
        private final Class<T> type;
        private final String name;
        private final List<Waiter<T>> waiting = new ArrayList<>();

        FakeSlot(Class<T> type, String name) {
            this.type = type;
            this.name = name;
        }

        @Override
        public String kind() {
            return "protocol";
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Lease<T>> lease() {
            return Optional.ofNullable(plugins.get(name)).map(plugin -> new FakeLease<>(type.cast(plugin)));
        }

        @Override
        public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
            Optional<Lease<T>> now = lease();
            if (now.isPresent()) {
                return CompletableFuture.completedStage(now);
            }
            CompletableFuture<Optional<Lease<T>>> later = new CompletableFuture<>();
            synchronized (waiting) {
                waiting.add(new Waiter<>(later, wait));
            }
            return later;
        }

        void wake() {
            take(Duration.ofDays(1)).forEach(waiter -> waiter.answer().complete(lease()));
        }

        void giveUp(Duration passed) {
            take(passed).forEach(waiter -> waiter.answer().complete(Optional.empty()));
        }

        private List<Waiter<T>> take(Duration passed) {
            synchronized (waiting) {
                List<Waiter<T>> taken = waiting.stream()
                        .filter(waiter -> waiter.bound().compareTo(passed) <= 0)
                        .toList();
                waiting.removeAll(taken);
                return taken;
            }
        }

        @Override
        public void close() {
            giveUp(Duration.ofDays(1));
        }
    }

    private final class FakeLease<T> implements Lease<T> {
        private final T plugin;

        FakeLease(T plugin) {
            this.plugin = plugin;
        }

        @Override
        public T plugin() {
            return plugin;
        }

        @Override
        public long generation() {
            return System.identityHashCode(plugin);
        }

        @Override
        public String label() {
            return plugin.toString();
        }

        @Override
        public void fault(FaultReason reason, String text) {
            faults.add(text);
        }

        @Override
        public void fault(Throwable thrown) {
            faults.add(thrown.toString());
        }

        @Override
        public void close() {
            // nothing to drain
        }
    }
}
