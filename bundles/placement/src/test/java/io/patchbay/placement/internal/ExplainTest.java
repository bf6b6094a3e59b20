package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Explanation.WorkerVerdict;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.WorkerInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplainTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysWhatTheRequestWouldGetAndWhoDecidesThat() {
        rig.name("strategy.play", "least-used").workers("a");
        Explanation explanation = explain("t", Preference.NONE);
        assertThat(explanation.outcome()).isEqualTo(new Scheduled.Placed("a", Rig.INFO, rig.clock.millis() + 60_000));
        assertThat(explanation.scheduler()).isEqualTo("sticky 0.1.0");
        assertThat(explanation.matcher()).isEqualTo("play 0.1.0");
        assertThat(explanation.strategy()).isEqualTo("least-used 0.1.0");
    }

    @Test
    void saysOfEachWorkerWhoTookItOrLeftIt() {
        rig.name("strategy.play", "least-used").name("matcher.play", "isp-region");
        rig.join(Rig.announcement("busy", Rig.serving("telco", "north"), 0.9));
        rig.join(Rig.announcement("foreign", Rig.serving("other", "north"), 0));
        rig.join(Rig.announcement("far", Rig.serving("telco", "south"), 0));
        rig.join(Rig.announcement("near", Rig.serving("telco", "north"), 0.3));
        rig.join(Rig.announcement("best", Rig.serving("telco", "north"), 0.2));
        assertThat(explain("t", Preference.of("telco", "north")).workers())
                .containsExactly(
                        new WorkerVerdict(
                                "busy", 0.9, false, false, "availability", "load 0.9 is not below its maximum 0.85"),
                        new WorkerVerdict(
                                "foreign",
                                0,
                                false,
                                false,
                                "matcher isp-region 0.1.0",
                                "isp telco is not among its isps [other]"),
                        new WorkerVerdict(
                                "far",
                                0,
                                false,
                                false,
                                "matcher isp-region 0.1.0",
                                "isp telco is among its isps, but region north is not among its regions [south],"
                                        + " and others are preferred"),
                        new WorkerVerdict(
                                "near",
                                0.3,
                                true,
                                false,
                                "matcher isp-region 0.1.0",
                                "isp telco is among its isps, and region north is among its regions"),
                        new WorkerVerdict("best", 0.2, true, true, "strategy least-used 0.1.0", "chosen"));
    }

    @Test
    void saysThatAWorkerIsNotReady() {
        rig.workers("a", "b");
        rig.state("a", 1);
        assertThat(explain("t", Preference.NONE).workers().get(0))
                .isEqualTo(new WorkerVerdict(
                        "a",
                        0,
                        false,
                        false,
                        "availability",
                        "state 1 is not 2, ready: it takes nothing new, as one that is being drained"));
    }

    @Test
    void saysThatATaskHasItsWorkerAlready() {
        rig.workers("a", "b");
        rig.schedule("t");
        rig.load("a", 1);
        assertThat(explain("t", Preference.NONE).workers())
                .containsExactly(
                        new WorkerVerdict("a", 1, true, true, "scheduler sticky 0.1.0", "it has the task already"),
                        new WorkerVerdict("b", 0, false, false, "scheduler sticky 0.1.0", "it was not considered"));
    }

    @Test
    void saysWhyNobodyIsAvailable() {
        rig.join("a", 0.9);
        Explanation explanation = explain("t", Preference.NONE);
        assertThat(((Scheduled.Refused) explanation.outcome()).code()).isEqualTo(RefusalCode.FULL);
        assertThat(explanation.workers()).extracting(WorkerVerdict::by).containsExactly("availability");
    }

    @Test
    void doesNotSayFullLoadWhereTheReasonIsADrain() {
        rig.workers("drained");
        rig.state("drained", 1);
        assertThat(messageOf(explain("t", Preference.NONE)))
                .isEqualTo("Failed in scheduling play worker, reason: "
                        + "No worker available: 1 not ready (as one that is being drained).");
    }

    @Test
    void countsTheReasonsWhyNobodyIsAvailable() {
        rig.join("a", 0.9);
        rig.workers("b", "c");
        rig.state("b", 1);
        rig.state("c", 1);
        assertThat(messageOf(explain("t", Preference.NONE)))
                .endsWith("No worker available: 2 not ready (as one that is being drained), 1 in full load.");
    }

    @Test
    void saysFullLoadInTheWordsThatEverybodyIsTold() {
        rig.join("a", 0.9);
        assertThat(explain("t", Preference.NONE).outcome()).isEqualTo(rig.refused("t"));
    }

    private static String messageOf(Explanation explanation) {
        return ((Scheduled.Refused) explanation.outcome()).message();
    }

    @Test
    void doesNotReserve() {
        rig.workers("a");
        explain("t", Preference.NONE);
        assertThat(rig.holder("t")).isEmpty();
        assertThat(rig.status("a").reserved()).isZero();
        assertThat(rig.counters().placed()).isZero();
    }

    @Test
    void changesNoTurnOfTheStrategy() {
        rig.name("strategy.play", "weight-robin").workers("a", "b", "c");
        assertThat(rig.placed("1")).isEqualTo("a");
        explain("x", Preference.NONE);
        explain("y", Preference.NONE);
        assertThat(rig.placed("2")).isEqualTo("b");
        assertThat(rig.placed("3")).isEqualTo("c");
    }

    @Test
    void answersAsTheNextRequestWouldBeWhereTheStrategyRemembersNothing() {
        rig.name("strategy.play", "round-robin").workers("a", "b", "c");
        for (int task = 0; task < 7; task++) {
            String explained = Rig.worker(explain("t" + task, Preference.NONE).outcome());
            assertThat(rig.placed("t" + task)).isEqualTo(explained);
        }
    }

    @Test
    void countsReservationsLikeARequest() {
        rig.name("strategy.play", "least-used").workers("a", "b");
        rig.schedule("1");
        assertThat(Rig.worker(explain("2", Preference.NONE).outcome())).isEqualTo("b");
        assertThat(explain("2", Preference.NONE).workers().get(0).load()).isEqualTo(0.01);
    }

    @Test
    void explainsWithoutReasonsWhereAskingForThemHangs() {
        rig.matcher(() -> new Matcher() {
            @Override
            public Fit fit(Preference preference, WorkerInfo worker) {
                return Fit.PREFERRED;
            }

            @Override
            public String why(Preference preference, WorkerInfo worker) {
                throw rig.hang.forEver();
            }
        });
        rig.workers("a", "b");
        Explanation explanation = rig.await(rig.engine.explain(Rig.request("t", 0)));
        assertThat(explanation.workers().get(1).reason()).isEqualTo("preferred");
        assertThat(rig.slots.faults()).containsExactly("matcher tested: it gave no answer within 50 ms");
    }

    @Test
    void explainsThatAPluginIsNotThere() {
        rig.name("strategy.play", "unheard-of").workers("a");
        var stage = rig.engine.explain(Rig.request("t", 0));
        rig.until(rig.slots::hasWaiters);
        rig.slots.endWaits();
        assertThat(Rig.get(stage).outcome())
                .isEqualTo(new Scheduled.Refused(RefusalCode.NO_PLUGIN, "no strategy 'unheard-of' is installed"));
    }

    @Test
    void explainsThatNobodyEverJoined() {
        assertThat(Rig.get(rig.engine.explain(new ScheduleRequest("portal", "t", Preference.NONE, 0)))
                        .outcome())
                .isEqualTo(new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: portal"));
    }

    @Test
    void givesItsOwnStrategyBack() {
        rig.workers("a");
        long before = rig.slots.countOpen(Strategy.class, "last-used");
        explain("t", Preference.NONE);
        assertThat(rig.slots.countOpen(Strategy.class, "last-used")).isEqualTo(before);
        rig.engine.tick();
        assertThat(rig.slots.leasesOut()).isZero();
    }

    private Explanation explain(String task, Preference preference) {
        return Rig.get(rig.engine.explain(new ScheduleRequest(Rig.PURPOSE, task, preference, 0)));
    }
}
