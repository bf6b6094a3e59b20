package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Slots that the test fills: an instance for each slot, as from a prototype-scoped service. Thread-safe. */
final class TestSlots implements Slots {
    private final Map<String, Supplier<?>> plugins = new ConcurrentHashMap<>();
    private final List<TestSlot<?>> open = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    /** A version whose slot cannot be opened. */
    static final String BROKEN = "broken";

    private final Map<String, List<ExperimentRun>> experiments = new ConcurrentHashMap<>();
    private final Set<String> faulty = ConcurrentHashMap.newKeySet();
    private final Set<String> authored = ConcurrentHashMap.newKeySet();
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final AtomicInteger leasesOut = new AtomicInteger();

    /** Installs a plug-in, or replaces it. */
    <T> void install(Class<T> type, String name, Supplier<? extends T> factory) {
        plugins.put(key(type, name), factory);
        open.stream().filter(slot -> slot.key().equals(key(type, name))).forEach(slot -> slot.fill(factory));
    }

    <T> void remove(Class<T> type, String name) {
        plugins.remove(key(type, name));
        open.stream().filter(slot -> slot.key().equals(key(type, name))).forEach(TestSlot::empty);
    }

    /** Has the plug-in count as one that broke its contract too often. */
    void condemn(Class<?> type, String name) {
        faulty.add(key(type, name));
    }

    /** Has the plug-in count as an author's, instead of one that ships. */
    void author(Class<?> type, String name) {
        authored.add(key(type, name));
    }

    /** What was reported, as {@code kind name: reason}. */
    List<String> faults() {
        return faults;
    }

    int leasesOut() {
        return leasesOut.get();
    }

    /** How many slots of that plug-in are open. */
    long countOpen(Class<?> type, String name) {
        return open.stream().filter(slot -> slot.key().equals(key(type, name))).count();
    }

    /** Whether anybody waits at an empty slot. */
    boolean hasWaiters() {
        return open.stream().anyMatch(slot -> !slot.waits.isEmpty());
    }

    /** Ends the waits at empty slots. */
    void endWaits() {
        open.forEach(TestSlot::endWaits);
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name) {
        TestSlot<T> slot = new TestSlot<>(type, name);
        open.add(slot);
        Supplier<?> factory = plugins.get(slot.key());
        if (factory != null) {
            slot.fill(factory);
        }
        return slot;
    }

    @Override
    public <T> Slot<T> openFor(Class<T> type, String name, String scope) {
        served.add(key(type, name) + " for " + scope);
        return open(type, name);
    }

    /** What slots were opened for that serve, as {@code Strategy least-used for play}. */
    Set<String> served() {
        return served;
    }

    @Override
    public <T> Slot<T> open(Class<T> type, String name, String version) {
        if (version.equals(BROKEN)) {
            throw new IllegalStateException("on purpose");
        }
        return open(type, name);
    }

    @Override
    public List<ExperimentRun> experiments(String kind) {
        return experiments.getOrDefault(kind, List.of());
    }

    /** From now on these run. */
    void run(String kind, ExperimentRun... runs) {
        experiments.put(kind, List.of(runs));
    }

    private static String key(Class<?> type, String name) {
        return type.getSimpleName() + " " + name;
    }

    private record Instance<T>(T plugin, long generation) {}

    private final class TestSlot<T> implements Slot<T> {
        private final Class<T> type;
        private final String name;
        private final AtomicLong generations = new AtomicLong();
        private final List<CompletableFuture<Optional<Lease<T>>>> waits = new CopyOnWriteArrayList<>();
        private volatile Optional<Instance<T>> current = Optional.empty();

        TestSlot(Class<T> type, String name) {
            this.type = type;
            this.name = name;
        }

        String key() {
            return TestSlots.key(type, name);
        }

        void fill(Supplier<?> factory) {
            current = Optional.of(new Instance<>(type.cast(factory.get()), generations.incrementAndGet()));
            waits.forEach(wait -> wait.complete(lease()));
            waits.clear();
        }

        void empty() {
            current = Optional.empty();
        }

        void endWaits() {
            waits.forEach(wait -> wait.complete(Optional.empty()));
            waits.clear();
        }

        @Override
        public String kind() {
            return type.getSimpleName().toLowerCase(Locale.ROOT);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Lease<T>> lease() {
            return current.map(instance -> {
                leasesOut.incrementAndGet();
                return new TestLease<>(this, instance);
            });
        }

        @Override
        public long generation() {
            return current.map(Instance::generation).orElse(0L);
        }

        @Override
        public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
            Optional<Lease<T>> now = lease();
            CompletableFuture<Optional<Lease<T>>> answer = new CompletableFuture<>();
            if (now.isPresent()) {
                answer.complete(now);
            } else {
                waits.add(answer);
            }
            return answer;
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    private final class TestLease<T> implements Lease<T> {
        private final TestSlot<T> slot;
        private final Instance<T> instance;

        TestLease(TestSlot<T> slot, Instance<T> instance) {
            this.slot = slot;
            this.instance = instance;
        }

        @Override
        public T plugin() {
            return instance.plugin();
        }

        @Override
        public long generation() {
            return instance.generation();
        }

        @Override
        public String label() {
            return slot.name() + " 0." + instance.generation() + ".0";
        }

        @Override
        public boolean faulty() {
            return faulty.contains(slot.key());
        }

        @Override
        public boolean shipped() {
            return !authored.contains(slot.key());
        }

        @Override
        public void fault(FaultReason reason, String text) {
            faults.add(slot.kind() + " " + slot.name() + ": " + text);
        }

        @Override
        public void fault(Throwable thrown) {
            fault(FaultReason.THREW, String.valueOf(thrown));
        }

        @Override
        public void close() {
            leasesOut.decrementAndGet();
        }
    }
}
