package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveSlotTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OneThread timer = new OneThread("hotswap-test");
    private final LiveSlot<Plugin> slot = new LiveSlot<>(
            Plugin.class,
            "x",
            Optional.empty(),
            Optional.empty(),
            timer,
            Runnable::run,
            closed -> closed.serve(Optional.empty()));

    @AfterEach
    void stop() {
        timer.close();
    }

    /** Notices a call after its end. */
    private static final class Plugin {
        private volatile boolean ended;

        boolean call() {
            return !ended;
        }
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(slot.lease()).isEmpty();
        assertThat(slot.emptyMessage()).isEqualTo("no plugin 'x' is installed");
    }

    @Test
    void leasesWhatServes() {
        Plugin plugin = new Plugin();
        slot.serve(Optional.of(HolderTest.holderOf(plugin)));
        assertThat(slot.lease()).map(Lease::plugin).containsSame(plugin);
    }

    @Test
    void aWaiterGetsWhatArrives() {
        CompletionStage<Optional<Lease<Plugin>>> waiting = slot.leaseWithin(LONG);
        Holder<Plugin> holder = HolderTest.holderOf(new Plugin());
        slot.serve(Optional.of(holder));
        assertThat(waiting).isCompletedWithValue(Optional.of(holder));
        assertThat(holder.inFlight()).isEqualTo(1);
    }

    @Test
    void aWaiterGoesEmptyHandedWhenItsTimeIsOver() {
        assertThat(slot.leaseWithin(Duration.ofMillis(1)))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(Optional.empty());
    }

    @Test
    void nobodyWaitsWhereSomethingServes() {
        slot.serve(Optional.of(HolderTest.holderOf(new Plugin())));
        assertThat(slot.leaseWithin(LONG)).isDone();
    }

    @Test
    void aWaiterThatGaveUpKeepsNoLease() {
        CompletableFuture<Optional<Lease<Plugin>>> waiting =
                slot.leaseWithin(LONG).toCompletableFuture();
        waiting.cancel(false);
        Holder<Plugin> holder = HolderTest.holderOf(new Plugin());
        slot.serve(Optional.of(holder));
        assertThat(holder.inFlight()).isZero();
    }

    @Test
    void closingEndsEveryWait() {
        CompletionStage<Optional<Lease<Plugin>>> waiting = slot.leaseWithin(LONG);
        slot.close();
        assertThat(waiting).isCompletedWithValue(Optional.empty());
    }

    @Test
    void noCallReachesAPluginThatWasRetiredAndDrained() throws Exception {
        AtomicLong calls = new AtomicLong();
        AtomicLong lateCalls = new AtomicLong();
        AtomicLong emptyHanded = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        Plugin plugin = new Plugin();
        Holder<Plugin> holder = HolderTest.holderOf(plugin);
        slot.serve(Optional.of(holder));
        List<Thread> callers = IntStream.range(0, 4)
                .mapToObj(number -> new Thread(() -> {
                    while (!over.get()) {
                        Optional<Lease<Plugin>> leased = slot.lease();
                        if (leased.isEmpty()) {
                            emptyHanded.incrementAndGet();
                            continue;
                        }
                        try (Lease<Plugin> lease = leased.get()) {
                            calls.incrementAndGet();
                            if (!lease.plugin().call()) {
                                lateCalls.incrementAndGet();
                            }
                        }
                    }
                }))
                .toList();
        callers.forEach(Thread::start);
        for (int swap = 0; swap < 20_000; swap++) {
            Plugin next = new Plugin();
            Holder<Plugin> nextHolder = HolderTest.holderOf(next);
            slot.serve(Optional.of(nextHolder));
            holder.retire();
            holder.drained().toCompletableFuture().get(5, TimeUnit.SECONDS);
            plugin.ended = true;
            plugin = next;
            holder = nextHolder;
        }
        over.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(calls).hasPositiveValue();
        assertThat(lateCalls).hasValue(0);
        assertThat(emptyHanded).hasValue(0);
        assertThat(holder.inFlight()).isZero();
    }
}
