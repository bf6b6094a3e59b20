package io.patchbay.portal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.portal.internal.session.FakeSlots;
import io.patchbay.portal.internal.session.Uninterrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many threads a plug-in can catch, and when it is blamed. */
class GuardedCallsTest {
    private static final int PROOF = 64;
    private static final int MANY = 40;

    private final ManualAlarms alarms = new ManualAlarms();
    private final FakeSlots slots = new FakeSlots();
    private final AtomicInteger substitutes = new AtomicInteger();
    private final GuardedCalls calls = new GuardedCalls(new PlugInWatch(alarms, thread -> 0, 250), new Substitutes() {
        @Override
        public void caught() {
            substitutes.incrementAndGet();
        }

        @Override
        public void back() {
            substitutes.decrementAndGet();
        }
    });
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch released = new CountDownLatch(1);
    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();
    private final Set<Thread> ours = ConcurrentHashMap.newKeySet();
    private final AtomicInteger told = new AtomicInteger();
    private final Lease<Object> lease;

    GuardedCallsTest() {
        slots.put("plug-in", Optional.of("plug-in"));
        lease = slots.open(Object.class, "plug-in").lease().orElseThrow();
    }

    @AfterEach
    void close() {
        released.countDown();
        callers.shutdownNow();
    }

    private void hear(boolean caught) {
        told.addAndGet(caught ? 1 : 0);
    }

    private Outcome<String> call() {
        ours.add(Thread.currentThread());
        return calls.here(lease, this::hear, () -> "answer");
    }

    private Outcome<String> hang() {
        ours.add(Thread.currentThread());
        return calls.here(lease, this::hear, () -> {
            inside.add(Thread.currentThread());
            Uninterrupted.await(released);
            return "answer";
        });
    }

    private List<Future<Outcome<String>>> callAtOnce(int many) {
        List<Future<Outcome<String>>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            answers.add(callers.submit(this::hang));
        }
        return answers;
    }

    private void prove() {
        for (int i = 0; i < PROOF; i++) {
            call();
        }
    }

    private long catchMany() {
        callAtOnce(MANY);
        await().until(() -> inside.size() >= 4);
        await().until(() -> {
            alarms.advance(300);
            return slots.faults().contains("does not come back from earlier calls");
        });
        return inside.stream().filter(ours::contains).count();
    }

    @Test
    void callsOneThatHasProvedItselfOnTheThreadOfTheCaller() {
        prove();
        Thread[] used = new Thread[1];
        calls.here(lease, this::hear, () -> used[0] = Thread.currentThread());

        assertThat(used[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void callsApartWhateverHasProvedItself() {
        prove();
        Thread[] used = new Thread[1];
        calls.apart(lease, () -> used[0] = Thread.currentThread());

        assertThat(used[0]).isNotSameAs(Thread.currentThread());
    }

    @Test
    void waitsForAPlaceWithoutBlamingAnybody() throws Exception {
        List<Future<Outcome<String>>> answers = callAtOnce(MANY);
        await().until(() -> inside.size() == 4);
        alarms.advance(200);
        released.countDown();

        for (Future<Outcome<String>> answer : answers) {
            assertThat(answer.get()).isEqualTo(new Outcome.Done<>("answer"));
        }
        assertThat(slots.faults()).isEmpty();
    }

    @Test
    void catchesNoThreadOfTheCallersWhereNothingIsProved() {
        assertThat(catchMany()).isZero();
    }

    @Test
    void catchesAFewThreadsOfTheCallersWhereOneTurnsBad() {
        prove();

        assertThat(catchMany()).isLessThanOrEqualTo(8);
        assertThat(inside).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void tellsOfEachThreadThatIsCaught() {
        prove();
        long caught = catchMany();

        assertThat(told).hasValue((int) caught);
        assertThat(substitutes).hasValue((int) caught);
    }

    @Test
    void needsNoSubstitutesForThreadsThatAreBack() {
        prove();
        catchMany();
        released.countDown();

        await().untilAtomic(substitutes, org.hamcrest.Matchers.is(0));
    }

    @Test
    void answersAgainWhereThreadsOfAnInstanceAreBack() {
        catchMany();
        released.countDown();

        await().until(() -> call().equals(new Outcome.Done<>("answer")));
    }
}
