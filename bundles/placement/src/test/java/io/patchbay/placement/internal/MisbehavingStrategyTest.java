package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A strategy that breaks its contract hurts no caller and is blamed. */
class MisbehavingStrategyTest {
    private static final Strategy FIRST =
            decision -> Optional.of(decision.candidates().first());

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void answersWithTheLeastLoadedWhereItThrows() {
        rig.strategy(() -> decision -> {
            throw new IllegalStateException("on purpose");
        });
        assertThat(placedOnTheLeastLoaded()).isTrue();
        assertThat(rig.slots.faults()).containsExactly("strategy tested: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void answersWithTheLeastLoadedWhereAClassIsMissing() {
        rig.strategy(() -> decision -> {
            throw new NoClassDefFoundError("gone");
        });
        assertThat(placedOnTheLeastLoaded()).isTrue();
    }

    @Test
    void answersWithTheLeastLoadedWhereItRecursesForEver() {
        rig.strategy(Recursion::new);
        assertThat(placedOnTheLeastLoaded()).isTrue();
    }

    @Test
    void answersWithTheLeastLoadedWhereItAnswersNull() {
        rig.strategy(() -> decision -> null);
        assertThat(placedOnTheLeastLoaded()).isTrue();
        assertThat(rig.slots.faults()).containsExactly("strategy tested: it answered null");
    }

    @Test
    void answersWithTheLeastLoadedWhereItMakesAWorkerUp() {
        rig.strategy(() -> decision -> Optional.of(new MadeUp("a")));
        assertThat(placedOnTheLeastLoaded()).isTrue();
        assertThat(rig.slots.faults()).containsExactly("strategy tested: it chose a worker that is no candidate");
    }

    @Test
    void answersWithTheLeastLoadedWhereItChoosesOneThatIsFullNow() {
        AtomicReference<Worker> kept = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            kept.compareAndSet(null, decision.candidates().first());
            return Optional.of(kept.get());
        });
        rig.workers("a", "b");
        assertThat(rig.placed("t")).isEqualTo("a");
        rig.load("a", 1);
        assertThat(rig.placed("u")).isEqualTo("b");
        assertThat(rig.slots.faults()).hasSize(1);
    }

    @Test
    void refusesWhereItChoosesNobody() {
        rig.strategy(() -> decision -> Optional.empty());
        rig.workers("a");
        assertThat(rig.refused("t").message())
                .isEqualTo("Failed in scheduling play worker, reason: No worker matches the preference.");
        assertThat(rig.slots.faults()).isEmpty();
    }

    @Test
    void answersInItsPlaceWhereItSleeps() {
        rig.strategy(() -> this::sleep);
        assertThat(placedOnTheLeastLoaded()).isTrue();
        assertThat(rig.slots.faults()).containsExactly("strategy tested: it gave no answer within 50 ms");
        assertThat(rig.counters().givenUp()).isEqualTo(1);
    }

    @Test
    void answersInItsPlaceWhereItNeverReturns() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        assertThat(placedOnTheLeastLoaded()).isTrue();
    }

    @Test
    void callsItsSuccessorThoughItNeverReturned() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        rig.workers("a", "b");
        rig.await(rig.engine.schedule(Rig.request("1", 0)));
        rig.slots.install(
                Strategy.class,
                "tested",
                () -> decision -> Optional.of(decision.candidates().at(1)));
        assertThat(rig.placed("2")).isEqualTo("b");
    }

    @Test
    void callsItAgainOnceItIsBack() {
        AtomicInteger calls = new AtomicInteger();
        rig.strategy(() -> decision -> calls.getAndIncrement() == 0 ? sleep(decision) : FIRST.choose(decision));
        rig.workers("a");
        rig.await(rig.engine.schedule(Rig.request("1", 0)));
        for (int task = 2; calls.get() < 2; task++) {
            rig.await(rig.engine.schedule(Rig.request("t" + task, 0)));
        }
        assertThat(calls).hasValueGreaterThanOrEqualTo(2);
    }

    @Test
    void changesTheLedgerOnceThoughALateAnswerComes() {
        AtomicInteger calls = new AtomicInteger();
        rig.strategy(() -> decision -> {
            Worker last = decision.candidates().at(decision.candidates().size() - 1);
            if (calls.getAndIncrement() == 0) {
                rig.hang.untilReleased();
            }
            return Optional.of(last);
        });
        rig.workers("a", "b");
        assertThat(Rig.worker(rig.await(rig.engine.schedule(Rig.request("t", 0)))))
                .isEqualTo("a");
        rig.hang.release();
        awaitLeases();
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(rig.status("a").reserved()).isEqualTo(1);
        assertThat(rig.status("b").reserved()).isZero();
    }

    @Test
    void goesOnWithThoseThatWaitWhileItHangs() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        rig.workers("a");
        CompletionStage<Scheduled> first = rig.engine.schedule(Rig.request("1", 0));
        rig.hang.awaitOn();
        CompletionStage<Scheduled> second = rig.engine.schedule(Rig.request("2", 0));
        assertThat(Rig.worker(rig.await(first))).isEqualTo("a");
        assertThat(Rig.worker(rig.await(second))).isEqualTo("a");
    }

    @Test
    void hurtsNoOtherPurpose() {
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        rig.workers("a");
        CompletionStage<Scheduled> hanging = rig.engine.schedule(Rig.request("1", 0));
        Rig.get(rig.engine.join(WorkerAnnouncement.ready("b", "other", Rig.INFO, 0)));
        assertThat(Rig.worker(Rig.get(rig.engine.schedule(new ScheduleRequest("other", "t", Preference.NONE, 0)))))
                .isEqualTo("b");
        rig.await(hanging);
    }

    @Test
    void doesNotBlameItForAPauseOfTheProcess() {
        rig.strategy(() -> decision -> {
            rig.hang.untilReleasedOrInterrupted();
            return FIRST.choose(decision);
        });
        rig.workers("a");
        CompletionStage<Scheduled> stage = rig.engine.schedule(Rig.request("1", 0));
        rig.hang.awaitOn();
        rig.engine.tick();
        rig.clock.advance(30_000); // no tick in between
        rig.engine.tick();
        rig.hang.release();
        assertThat(Rig.worker(Rig.get(stage))).isEqualTo("a");
        assertThat(rig.slots.faults()).isEmpty();
    }

    @Test
    void leavesNoInterruptBehindOnTheThreadOfACaller() throws InterruptedException {
        AtomicBoolean slow = new AtomicBoolean();
        rig.strategy(() -> decision -> slow.get() ? sleep(decision) : FIRST.choose(decision));
        rig.workers("a");
        prove();
        slow.set(true);
        AtomicBoolean interrupted = new AtomicBoolean();
        CompletableFuture<Scheduled> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            rig.engine.schedule(Rig.request("t", 0)).whenComplete((outcome, failed) -> answer.complete(outcome));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        rig.hang.awaitOn();
        assertThat(Rig.worker(rig.await(answer))).isEqualTo("a");
        caller.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(caller.isAlive()).isFalse();
        assertThat(interrupted).isFalse();
    }

    @Test
    void isTriedOnThreadsOfTheEngineFirst() {
        AtomicReference<String> thread = new AtomicReference<>("");
        rig.strategy(() -> decision -> {
            thread.set(Thread.currentThread().getName());
            return FIRST.choose(decision);
        });
        rig.workers("a");
        rig.schedule("t");
        assertThat(thread.get()).startsWith("patchbay-placement");
        prove();
        rig.schedule("u");
        assertThat(thread.get()).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void catchesNoThreadOfACallerIfItIsAnAuthors() {
        List<Thread> callers = new CopyOnWriteArrayList<>();
        rig.slots.author(Strategy.class, "tested");
        rig.strategy(() -> decision -> {
            callers.add(Thread.currentThread());
            return FIRST.choose(decision);
        });
        rig.workers("a");
        for (int task = 0; task < 200; task++) {
            Rig.get(rig.engine.schedule(Rig.request("u" + task, 0)));
        }
        assertThat(callers).hasSizeGreaterThan(100).doesNotContain(Thread.currentThread());
    }

    @Test
    void catchesOneThreadOfACallerAtMost() {
        AtomicBoolean hanging = new AtomicBoolean();
        AtomicReference<Thread> last = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            last.set(Thread.currentThread());
            return hanging.getAndSet(false) ? sleep(decision) : FIRST.choose(decision);
        });
        rig.workers("a");
        prove();
        hanging.set(true);
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> rig.engine.schedule(Rig.request("t", 0)));
        rig.hang.awaitOn();
        rig.await(caller);
        for (int task = 0; task < 200; task++) {
            Rig.get(rig.engine.schedule(Rig.request("u" + task, 0)));
            assertThat(last.get()).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void givesAllLeasesBack() {
        rig.strategy(() -> this::sleep);
        rig.workers("a");
        rig.await(rig.engine.schedule(Rig.request("t", 0)));
        awaitLeases();
        assertThat(rig.slots.leasesOut()).isZero();
    }

    private boolean placedOnTheLeastLoaded() {
        rig.join("a", 0.5);
        rig.join("b", 0.2);
        rig.join("c", 0.7);
        return Rig.worker(rig.await(rig.engine.schedule(Rig.request("t", 0)))).equals("b");
    }

    /** Waits until whoever was caught is back. */
    private void awaitLeases() {
        rig.until(() -> {
            rig.engine.tick();
            return rig.slots.leasesOut() == 0;
        });
    }

    /** Has the plug-ins prove themselves. */
    private void prove() {
        for (int task = 0; task < 70; task++) {
            rig.schedule("proof" + task);
        }
    }

    private Optional<Worker> sleep(Decision decision) {
        Optional<Worker> answer = FIRST.choose(decision);
        rig.hang.untilInterrupted();
        return answer;
    }

    private record MadeUp(String id) implements Worker {
        @Override
        public WorkerInfo info() {
            return Rig.INFO;
        }

        @Override
        public double load() {
            return 0;
        }
    }

    private static final class Recursion implements Strategy {
        @Override
        @SuppressWarnings("InfiniteRecursion") // that is what it does wrong
        public Optional<Worker> choose(Decision decision) {
            decision.candidates().leastLoaded();
            return choose(decision).filter(worker -> true);
        }
    }
}
