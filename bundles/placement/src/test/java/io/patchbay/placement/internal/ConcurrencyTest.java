package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many callers at once. */
class ConcurrencyTest {
    private static final int CALLERS = 24; // many more than processors, so that they are interrupted anywhere
    private static final int CALLS = 4000;

    private final Rig rig = new Rig();
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void close() throws InterruptedException {
        rig.hang.release();
        callers.shutdownNow();
        assertThat(callers.awaitTermination(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        rig.close();
    }

    @Test
    void losesNoAnswerAndMixesUpNoTask() {
        rig.name("strategy.play", "least-used").workers("a", "b", "c");
        inParallel(caller -> {
            Random random = new Random(caller);
            for (int call = 0; call < CALLS; call++) {
                String task = caller + "-" + random.nextInt(50);
                switch (random.nextInt(5)) {
                    case 0 -> Rig.get(rig.engine.unschedule(Rig.PURPOSE, task));
                    case 1 -> rig.pickUp("b", task);
                    case 2 -> rig.layDown("b", task);
                    case 3 -> rig.load("c", random.nextInt(8) / 10.0);
                    default -> assertThat(rig.schedule(task)).isInstanceOf(Scheduled.Placed.class);
                }
            }
        });
        assertThat(rig.slots.faults()).isEmpty();
        int counted = 0;
        for (WorkerStatus worker : Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS))) {
            counted += worker.reserved() + worker.executing();
        }
        int found = 0;
        for (int caller = 0; caller < CALLERS; caller++) {
            for (int task = 0; task < 50; task++) {
                found += rig.find(caller + "-" + task) instanceof TaskStatus.Found ? 1 : 0;
            }
        }
        assertThat(counted).isEqualTo(found);
    }

    @Test
    void callsAStrategyOnOneThreadAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        rig.strategy(() -> decision -> {
            if (inside.incrementAndGet() != 1) {
                overlapped.set(true);
            }
            try {
                return Optional.of(decision.candidates().first());
            } finally {
                inside.decrementAndGet();
            }
        });
        rig.workers("a");
        inParallel(caller -> {
            for (int call = 0; call < CALLS; call++) {
                rig.schedule(caller + "-" + call);
            }
        });
        assertThat(overlapped).isFalse();
        assertThat(rig.counters().placed()).isEqualTo((long) CALLERS * CALLS);
    }

    @Test
    void doesWhatOneCallerAsksInItsOrder() {
        rig.workers("a");
        inParallel(caller -> {
            for (int call = 0; call < 2 * CALLS; call++) {
                String task = "t" + caller;
                rig.engine.report(Rig.report("a", List.of(task), List.of()));
                rig.engine.report(Rig.report("a", List.of(), List.of(task)));
                CompletionStage<TaskStatus> status = rig.engine.task(Rig.PURPOSE, task);
                assertThat(Rig.get(status))
                        .isInstanceOfSatisfying(TaskStatus.Found.class, found -> assertThat(found.executing())
                                .isFalse());
            }
        });
    }

    @Test
    void failsNoRequestWhileAStrategyIsExchanged() throws Exception {
        rig.name("strategy.play", "swapped");
        rig.slots.install(
                Strategy.class,
                "swapped",
                () -> decision -> Optional.of(decision.candidates().first()));
        rig.workers("a", "b");
        AtomicBoolean over = new AtomicBoolean();
        Future<?> swapping = callers.submit(() -> {
            while (!over.get()) {
                rig.slots.install(
                        Strategy.class,
                        "swapped",
                        () -> decision -> Optional.of(decision.candidates().at(1)));
                Thread.onSpinWait();
            }
        });
        try {
            for (int call = 0; call < CALLS; call++) {
                assertThat(rig.schedule("t" + call)).isInstanceOf(Scheduled.Placed.class);
                rig.report("a");
                rig.engine.tick(); // between two calls, so that none seems to last
            }
        } finally {
            over.set(true);
        }
        swapping.get(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(rig.slots.faults()).isEmpty();
    }

    @Test
    void turnsRequestsAwayWhereTooManyWait() {
        rig.configure(new Settings(rig.settings().names(), 0.01, 10_000, 60_000, 50, 5));
        rig.strategy(() -> decision -> {
            rig.hang.untilReleased();
            return Optional.of(decision.candidates().first());
        });
        rig.workers("a");
        List<CompletionStage<Scheduled>> stages = new ArrayList<>();
        stages.add(rig.engine.schedule(Rig.request("first", 0)));
        rig.hang.awaitOn();
        for (int call = 0; call < 10; call++) {
            stages.add(rig.engine.schedule(Rig.request("t" + call, 0)));
        }
        CompletionStage<?> report = rig.engine.report(WorkerReport.ofLoad("a", 0.5));
        rig.hang.release();
        List<Scheduled> outcomes = stages.stream().map(Rig::get).toList();
        assertThat(outcomes.stream().filter(Scheduled.Placed.class::isInstance)).hasSize(6);
        assertThat(outcomes.get(10))
                .isEqualTo(new Scheduled.Refused(RefusalCode.BUSY, "too many requests for purpose play are waiting"));
        assertThat(Rig.get(report)).isInstanceOf(ReportAnswer.Accepted.class);
    }

    @Test
    void mayBeAskedAgainFromWhereItAnswers() {
        rig.workers("a");
        CompletionStage<String> second = rig.engine
                .schedule(Rig.request("1", 0))
                .thenCompose(first -> rig.engine.schedule(Rig.request("2", 0)))
                .thenApply(Rig::worker);
        assertThat(Rig.get(second)).isEqualTo("a");
    }

    @Test
    void givesEveryCallOfACaughtThreadAnAnswer() {
        ConcurrentHashMap<String, String> answered = new ConcurrentHashMap<>();
        AtomicInteger calls = new AtomicInteger();
        rig.strategy(() -> decision -> {
            if (calls.incrementAndGet() == 100) {
                rig.hang.untilInterrupted();
            }
            return Optional.of(decision.candidates().first());
        });
        rig.workers("a");
        Queue<CompletionStage<Scheduled>> stages = new ConcurrentLinkedQueue<>();
        inParallel(caller -> {
            for (int call = 0; call < 200; call++) {
                String task = caller + "-" + call;
                stages.add(rig.engine.schedule(Rig.request(task, 0)).thenApply(outcome -> {
                    answered.put(task, Rig.worker(outcome));
                    return outcome;
                }));
            }
        });
        stages.forEach(rig::await);
        assertThat(answered).hasSize(CALLERS * 200);
        assertThat(rig.slots.faults()).contains("strategy tested: it gave no answer within 50 ms");
    }

    private interface Work {
        void call(int caller);
    }

    private void inParallel(Work work) {
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            int number = caller;
            running.add(callers.submit(() -> work.call(number)));
        }
        for (Future<?> one : running) {
            try {
                rig.until(one::isDone);
                one.get();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
