package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import io.patchbay.scheduler.sticky.internal.Sticky;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scheduler or a matcher that breaks its contract hurts no caller and is blamed. */
class MisbehavingSchedulerTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void rulesInItsPlaceWhereItThrows() {
        rig.scheduler(() -> ruling(view -> {
            throw new IllegalStateException("on purpose");
        }));
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void rulesInItsPlaceWhereItAnswersNull() {
        rig.scheduler(() -> ruling(view -> null));
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it answered null");
    }

    @Test
    void rulesInItsPlaceWhereItReservesAWorkerThatIsNoCandidate() {
        AtomicReference<Worker> kept = new AtomicReference<>();
        rig.scheduler(() -> ruling(view -> {
            Worker first = view.candidates(Preference.NONE)
                    .map(candidates -> candidates.first())
                    .orElse(null);
            kept.compareAndSet(null, first);
            return new Ruling.Reserve(kept.get(), 1000);
        }));
        rig.workers("a", "b");
        assertThat(rig.placed("t")).isEqualTo("a");
        rig.load("a", 1);
        assertThat(rig.placed("u")).isEqualTo("b");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it reserved a worker that is no candidate");
    }

    @Test
    void rulesInItsPlaceWhereItReservesForNoTime() {
        rig.scheduler(() -> ruling(view -> new Ruling.Reserve(
                view.candidates(Preference.NONE).orElseThrow().first(), 0)));
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it reserved for 0 ms");
    }

    @Test
    void rulesInItsPlaceWhereItKeepsWhatNobodyHas() {
        rig.scheduler(() -> ruling(view -> new Ruling.Keep(1000)));
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it kept a task that no worker has");
    }

    @Test
    void rulesByTheRulesOfTheStickyOneInItsPlace() {
        rig.workers("a", "b");
        rig.schedule("t", 5000);
        rig.load("a", 1);
        rig.scheduler(() -> ruling(view -> null));
        assertThat(rig.placed("t")).isEqualTo("a");
        rig.load("b", 1);
        assertThat(rig.refused("u").message())
                .isEqualTo("Failed in scheduling play worker, reason: No worker available, all in full load.");
    }

    @Test
    void rulesInItsPlaceWhereItHangs() {
        rig.scheduler(() -> ruling(view -> {
            throw rig.hang.forEver();
        }));
        rig.workers("a");
        assertThat(Rig.worker(rig.await(rig.engine.schedule(Rig.request("t", 0)))))
                .isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it gave no answer within 50 ms");
    }

    @Test
    void goesOnWithAReportInWhichItHangs() {
        AtomicInteger calls = new AtomicInteger();
        rig.scheduler(() -> new Scripted() {
            @Override
            public long pickedUp(PlacedTask task, Worker worker, LedgerView view) {
                if (calls.incrementAndGet() == 3) {
                    throw rig.hang.forEver();
                }
                return 1000;
            }
        });
        rig.workers("a");
        CompletionStage<ReportAnswer> answer =
                rig.engine.report(Rig.report("a", List.of("1", "2", "3", "4", "5"), List.of("1")));
        assertThat(rig.await(answer)).isInstanceOf(ReportAnswer.Accepted.class);
        assertThat(rig.status("a").tasks()).containsExactlyInAnyOrder("2", "3", "4", "5");
        assertThat(rig.holder("1")).isEqualTo("a");
    }

    @Test
    void goesOnWithAJoinInWhichItHangs() {
        AtomicInteger calls = new AtomicInteger();
        rig.scheduler(() -> new Scripted() {
            @Override
            public long laidDown(PlacedTask task, Worker worker, boolean executing) {
                if (calls.incrementAndGet() == 2) {
                    throw rig.hang.forEver();
                }
                return 1000;
            }
        });
        rig.join("a", "first", "1", "2", "3", "4");
        rig.await(rig.engine.join(Rig.announcement("a", "second", "4", "5")));
        assertThat(rig.status("a").tasks()).containsExactlyInAnyOrder("4", "5");
        assertThat(rig.status("a").reserved()).isEqualTo(3);
        assertThat(rig.status("a").executing()).isEqualTo(2);
    }

    @Test
    void forgetsAReservationAtWhoseEndItHangs() {
        AtomicInteger calls = new AtomicInteger();
        rig.scheduler(() -> new Scripted() {
            @Override
            public long expired(PlacedTask task) {
                if (calls.incrementAndGet() == 1) {
                    throw rig.hang.forEver();
                }
                return 0;
            }
        });
        rig.workers("a");
        rig.schedule("1", 1000);
        rig.schedule("2", 1000);
        rig.schedule("3", 5000);
        rig.pass(1100);
        assertThat(rig.holder("1") + rig.holder("2")).isEmpty();
        assertThat(rig.holder("3")).isEqualTo("a");
    }

    @Test
    void letsItProlongAReservation() {
        rig.scheduler(() -> new Scripted() {
            @Override
            public long expired(PlacedTask task) {
                return 5000;
            }
        });
        rig.workers("a");
        rig.schedule("t", 1000);
        rig.pass(4000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void keepsToTheDefaultWhereItAnswersWithNonsense() {
        rig.scheduler(() -> new Scripted() {
            @Override
            public long pickedUp(PlacedTask task, Worker worker, LedgerView view) {
                return -1;
            }
        });
        rig.workers("a");
        rig.pickUp("a", "t");
        rig.layDown("a", "t");
        rig.pass(5000);
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("scheduler tested: it kept a task for -1 ms");
    }

    @Test
    void takesEverybodyWhereAMatcherFailsThatJudgedNobody() {
        rig.matcher(() -> (preference, worker) -> {
            throw new IllegalStateException("on purpose");
        });
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("matcher tested: java.lang.IllegalStateException: on purpose");
    }

    @Test
    void takesEverybodyWhereAMatcherAnswersNull() {
        rig.matcher(() -> (preference, worker) -> null);
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(rig.slots.faults()).hasSize(1);
    }

    @Test
    void takesEverybodyWhereAMatcherHangs() {
        rig.matcher(() -> (preference, worker) -> {
            throw rig.hang.forEver();
        });
        rig.workers("a");
        assertThat(Rig.worker(rig.await(rig.engine.schedule(Rig.request("t", 0)))))
                .isEqualTo("a");
        assertThat(rig.slots.faults()).containsExactly("matcher tested: it gave no answer within 50 ms");
    }

    @Test
    void keepsToTheMatchersVerdictsWhereAStrategyHangs() {
        rig.matcher(() -> (preference, worker) -> worker.port() == 1 ? Fit.FITS : Fit.UNFIT);
        rig.strategy(() -> decision -> {
            throw rig.hang.forEver();
        });
        rig.workers("a");
        rig.join(Rig.announcement("b", Rig.atPort(1), 0.5));
        assertThat(Rig.worker(rig.await(rig.engine.schedule(Rig.request("t", 0)))))
                .isEqualTo("b");
    }

    private static Scheduler ruling(Function<LedgerView, Ruling> rule) {
        return new Scripted() {
            @Override
            public Ruling decide(ScheduleRequest request, LedgerView view) {
                return rule.apply(view);
            }
        };
    }

    /** The sticky one, but for what a test overrides. */
    private static class Scripted implements Scheduler {
        private final Scheduler sticky = new Sticky();

        @Override
        public Ruling decide(ScheduleRequest request, LedgerView view) {
            return sticky.decide(request, view);
        }

        @Override
        public long pickedUp(PlacedTask task, Worker worker, LedgerView view) {
            return sticky.pickedUp(task, worker, view);
        }

        @Override
        public long laidDown(PlacedTask task, Worker worker, boolean executing) {
            return sticky.laidDown(task, worker, executing);
        }

        @Override
        public long expired(PlacedTask task) {
            return sticky.expired(task);
        }
    }
}
