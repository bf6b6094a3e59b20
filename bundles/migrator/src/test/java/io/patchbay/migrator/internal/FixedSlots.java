package io.patchbay.migrator.internal;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Slots whose plug-ins a test puts in and takes out, and that count the leases that are out. Thread-safe. */
final class FixedSlots implements Slots {
    private final Map<String, Object> plugins = new ConcurrentHashMap<>();
    private final AtomicInteger leases = new AtomicInteger();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    FixedSlots with(String name, Object plugin) {
        plugins.put(name, plugin);
        return this;
    }

    void remove(String name) {
        plugins.remove(name);
    }

    /** What plug-ins were said to have done. */
    List<String> faults() {
        return faults;
    }

    int leases() {
        return leases.get();
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name) {
        return new Slot<>() {
            @Override
            public String kind() {
                return type.getSimpleName().equals("TaskHandler") ? "handler" : "election";
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Lease<T>> lease() {
                Optional<T> plugin = Optional.ofNullable(plugins.get(name)).map(type::cast);
                plugin.ifPresent(leased -> leases.incrementAndGet());
                return plugin.map(leased -> new FixedLease<>(leased, name));
            }

            @Override
            public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
                return CompletableFuture.completedFuture(lease());
            }

            @Override
            public void close() {
                // nothing is kept
            }
        };
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name, String version) {
        return open(type, name);
    }

    @Override
    public List<ExperimentRun> experiments(String kind) {
        return List.of();
    }

    private final class FixedLease<T> implements Lease<T> {
        private final T plugin;
        private final String name;

        FixedLease(T plugin, String name) {
            this.plugin = plugin;
            this.name = name;
        }

        @Override
        public T plugin() {
            return plugin;
        }

        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String label() {
            return name + " 1.0.0";
        }

        @Override
        public void fault(FaultReason reason, String text) {
            faults.add(name + " " + text);
        }

        @Override
        public void fault(Throwable thrown) {
            faults.add(name + " " + thrown);
        }

        @Override
        public void close() {
            leases.decrementAndGet();
        }
    }
}
