package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Threads that call a plug-in all the time, each call under a lease of its own. */
final class Callers implements AutoCloseable {
    private static final long SHORT_NANOS = 50_000;
    private static final long LONG_NANOS = 30_000_000; // some calls outlast a swap

    private final Slot<Greeter> slot;
    private final AtomicLong calls = new AtomicLong();
    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads;
    private volatile boolean over;

    Callers(Slot<Greeter> slot, int count) {
        this.slot = slot;
        threads = Stream.generate(() -> new Thread(this::run)).limit(count).toList();
        threads.forEach(Thread::start);
    }

    long calls() {
        return calls.get();
    }

    Set<String> answers() {
        return answers;
    }

    /** Empty slots and calls that failed, without repetitions. */
    Set<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!over) {
            Optional<Lease<Greeter>> leased = slot.lease();
            if (leased.isEmpty()) {
                failures.add("the slot was empty");
                continue;
            }
            try (Lease<Greeter> lease = leased.get()) {
                Greeter greeter = lease.plugin();
                answers.add(greeter.greet());
                LockSupport.parkNanos(calls.get() % 20 == 0 ? LONG_NANOS : SHORT_NANOS);
                answers.add(greeter.greet());
            } catch (RuntimeException failed) {
                failures.add(failed.toString());
            }
            calls.incrementAndGet();
        }
    }
}
