package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.strategies.internal.LastUsed;
import io.patchbay.strategies.internal.LeastUsed;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plug-ins that come, go and are exchanged while the ledger is used. */
class SlotsTest {
    private final Rig rig = new Rig();
    private int tasks;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysWhichPluginIsNotThereAfterAWait() {
        rig.name("strategy.play", "unheard-of").workers("a");
        CompletionStage<Scheduled> stage = rig.engine.schedule(Rig.request("t", 0));
        awaitWaiting();
        assertThat(stage.toCompletableFuture()).isNotDone();
        rig.slots.endWaits();
        assertThat(Rig.get(stage))
                .isEqualTo(new Scheduled.Refused(RefusalCode.NO_PLUGIN, "no strategy 'unheard-of' is installed"));
    }

    @Test
    void goesOnWhenThePluginComes() {
        rig.name("strategy.play", "late").workers("a");
        CompletionStage<Scheduled> stage = rig.engine.schedule(Rig.request("t", 0));
        awaitWaiting();
        rig.slots.install(Strategy.class, "late", LastUsed::new);
        assertThat(Rig.worker(Rig.get(stage))).isEqualTo("a");
    }

    @Test
    void servesOthersWhileOneWaits() {
        rig.name("matcher.play", "late").workers("a");
        rig.pickUp("a", "known");
        CompletionStage<Scheduled> waiting = rig.engine.schedule(Rig.request("t", 0));
        assertThat(rig.placed("known")).isEqualTo("a");
        assertThat(waiting.toCompletableFuture()).isNotDone();
    }

    @Test
    void answersWhatWasAskedWhileACallerFoundAPluginMissing() {
        Preference missing = Preference.of("telco", "north");
        AtomicReference<CompletionStage<List<WorkerStatus>>> asked = new AtomicReference<>();
        rig.matcher(() -> (preference, worker) -> {
            if (preference.equals(missing) && asked.get() == null) {
                asked.set(CompletableFuture.supplyAsync(
                                () -> rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS))
                        .join());
                rig.slots.remove(Strategy.class, "last-used");
            }
            return Fit.FITS;
        });
        for (int proof = 0; proof < 70; proof++) { // then all plug-ins are called on the caller's thread
            rig.workers("w" + proof);
            rig.schedule("t" + proof);
        }
        rig.engine.schedule(new ScheduleRequest(Rig.PURPOSE, "t", missing, 0));
        assertThat(Rig.get(asked.get())).hasSize(70);
    }

    @Test
    void keepsATaskWhereItIsWithoutAStrategy() {
        rig.workers("a");
        rig.schedule("t");
        rig.slots.remove(Strategy.class, "last-used");
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void takesReportsWithoutAScheduler() {
        rig.workers("a");
        rig.slots.remove(Scheduler.class, "sticky");
        rig.pickUp("a", "t");
        assertThat(rig.isExecuting("t")).isTrue();
        rig.layDown("a", "t");
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void callsTheSuccessorFromTheNextDecisionOn() {
        rig.name("strategy.play", "swapped");
        rig.slots.install(
                Strategy.class,
                "swapped",
                () -> decision -> Optional.of(decision.candidates().first()));
        rig.workers("a", "b");
        for (int task = 0; task < 100; task++) {
            assertThat(rig.placed("old" + task)).isEqualTo("a");
        }
        rig.slots.install(
                Strategy.class,
                "swapped",
                () -> decision -> Optional.of(decision.candidates().at(1)));
        for (int task = 0; task < 100; task++) {
            assertThat(rig.placed("new" + task)).isEqualTo("b");
        }
    }

    @Test
    void asksAMatcherOnceForEachWorkerAndPreference() {
        AtomicInteger asked = new AtomicInteger();
        rig.matcher(() -> (preference, worker) -> {
            asked.incrementAndGet();
            return Fit.FITS;
        });
        rig.workers("a", "b", "c");
        for (int task = 0; task < 100; task++) {
            rig.load("a", task / 200.0);
            rig.schedule("t" + task);
        }
        assertThat(asked).hasValue(3);
        rig.workers("d");
        rig.schedule("u");
        assertThat(asked).hasValue(4);
    }

    @Test
    void asksAgainAboutAWorkerThatSaysSomethingElseOfItself() {
        rig.matcher(() -> (preference, worker) -> worker.port() == 1 ? Fit.FITS : Fit.UNFIT);
        rig.join(Rig.announcement("a", Rig.atPort(2), 0));
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.NO_MATCH);
        rig.join(Rig.announcement("a", Rig.atPort(1), 0));
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void forgetsWhatAMatcherSaidWhenItIsExchanged() {
        rig.matcher(() -> (preference, worker) -> Fit.UNFIT);
        rig.workers("a");
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.NO_MATCH);
        rig.slots.install(Matcher.class, "tested", () -> (preference, worker) -> Fit.FITS);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void remembersTheLastSixtyFourPreferences() {
        AtomicInteger asked = new AtomicInteger();
        rig.matcher(() -> (preference, worker) -> {
            asked.incrementAndGet();
            return Fit.FITS;
        });
        rig.workers("a");
        for (int round = 0; round < 2; round++) {
            for (int region = 0; region < IndexCache.MAX_PREFERENCES; region++) {
                schedule("r" + region);
            }
        }
        assertThat(asked).hasValue(IndexCache.MAX_PREFERENCES);
        schedule("another");
        schedule("r1");
        assertThat(asked).hasValue(IndexCache.MAX_PREFERENCES + 1);
        schedule("r0"); // the one that was not asked for longest
        assertThat(asked).hasValue(IndexCache.MAX_PREFERENCES + 2);
    }

    @Test
    void knowsEqualPreferencesByTheirMembers() {
        AtomicInteger asked = new AtomicInteger();
        rig.matcher(() -> (preference, worker) -> {
            asked.incrementAndGet();
            return Fit.FITS;
        });
        rig.workers("a");
        schedule("north");
        schedule("north");
        assertThat(asked).hasValue(1);
    }

    @Test
    void followsOtherNamesWithoutLosingState() {
        rig.workers("a", "b");
        rig.pickUp("b", "t");
        rig.name("strategy.play", "most-used");
        rig.load("a", 0.1);
        rig.load("b", 0.2);
        assertThat(rig.placed("u")).isEqualTo("b");
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void givesSlotsBackThatNobodyNamesAnyMore() {
        rig.workers("a");
        assertThat(rig.slots.countOpen(Strategy.class, "last-used")).isEqualTo(3); // with portal and conference
        rig.name("strategy.play", "most-used");
        rig.until(() -> rig.slots.countOpen(Strategy.class, "last-used") == 2);
        assertThat(rig.slots.countOpen(Scheduler.class, "sticky")).isEqualTo(3);
    }

    @Test
    void saysForWhichPurposeAPluginServes() {
        rig.workers("a");
        rig.name("strategy.play", "most-used");
        assertThat(rig.slots.served())
                .contains(
                        "Scheduler sticky for play",
                        "Matcher play for play",
                        "Strategy last-used for play",
                        "Strategy most-used for play");
    }

    @Test
    void givesEveryPurposeItsOwnInstance() {
        AtomicInteger made = new AtomicInteger();
        rig.slots.install(Strategy.class, "last-used", () -> {
            made.incrementAndGet();
            return new LeastUsed();
        });
        int before = made.get();
        rig.workers("a");
        assertThat(made.get() - before).isEqualTo(1);
    }

    @Test
    void givesItsLeasesBackAtTheNextTick() {
        rig.workers("a");
        rig.schedule("t");
        assertThat(rig.slots.leasesOut()).isPositive();
        rig.engine.tick();
        assertThat(rig.slots.leasesOut()).isZero();
    }

    @Test
    void givesEverythingBackWhenItCloses() {
        rig.workers("a");
        rig.schedule("t");
        rig.engine.close();
        assertThat(rig.slots.leasesOut()).isZero();
        assertThat(rig.slots.countOpen(Scheduler.class, "sticky")).isZero();
        assertThat(rig.slots.countOpen(Strategy.class, "last-used")).isZero();
    }

    @Test
    void noticesAPluginThatAnEssentialPurposeLacks() {
        assertThat(rig.engine.missingPlugin()).isEmpty();
        rig.slots.remove(Matcher.class, "isp-region");
        assertThat(rig.engine.missingPlugin()).contains("no matcher 'isp-region' is installed");
        assertThat(rig.slots.leasesOut()).isZero();
    }

    @Test
    void remembersItsDecisions() {
        rig.name("strategy.play", "least-used").workers("a");
        rig.schedule("t", 5000);
        rig.schedule("t", 5000);
        List<DecisionRecord> decisions =
                Rig.get(rig.engine.decisions(Rig.PURPOSE)).orElseThrow();
        assertThat(decisions)
                .extracting(DecisionRecord::by)
                .containsExactly(
                        new Labels("sticky 0.1.0", "play 0.1.0", "least-used 0.1.0"),
                        new Labels("sticky 0.1.0", "", ""));
        assertThat(decisions).extracting(DecisionRecord::request).containsOnly(Rig.request("t", 5000));
        assertThat(decisions)
                .extracting(decision -> Rig.worker(decision.outcome()))
                .containsOnly("a");
        assertThat(decisions).extracting(DecisionRecord::atMillis).containsOnly(rig.clock.millis());
    }

    @Test
    void remembersNoMoreThanThereIsRoomFor() {
        rig.workers("a");
        for (int task = 0; task < 3000; task++) {
            rig.schedule("t" + task);
            rig.report("a");
        }
        List<DecisionRecord> decisions =
                Rig.get(rig.engine.decisions(Rig.PURPOSE)).orElseThrow();
        assertThat(decisions).hasSizeBetween(1000, 1024);
        assertThat(decisions.get(decisions.size() - 1).request().task()).isEqualTo("t2999");
        assertThat(decisions.get(0).request().task()).isEqualTo("t" + (3000 - decisions.size()));
    }

    @Test
    void countsWhatHappens() {
        rig.workers("a");
        rig.schedule("t", 1000);
        rig.schedule("t", 1000);
        rig.pickUp("a", "u");
        rig.layDown("a", "u");
        rig.load("a", 1);
        rig.schedule("v");
        rig.pass(1100);
        Counters.Snapshot counters = rig.counters();
        assertThat(counters.placed()).isEqualTo(1);
        assertThat(counters.kept()).isEqualTo(1);
        assertThat(counters.refused()).containsEntry(RefusalCode.FULL, 1L);
        assertThat(counters.pickedUp()).isEqualTo(1);
        assertThat(counters.laidDown()).isEqualTo(1);
        assertThat(counters.expired()).isEqualTo(1);
    }

    private void schedule(String region) {
        Rig.get(rig.engine.schedule(
                new ScheduleRequest(Rig.PURPOSE, "t" + tasks++, Preference.of("telco", region), 0)));
    }

    private void awaitWaiting() {
        rig.until(rig.slots::hasWaiters);
    }
}
