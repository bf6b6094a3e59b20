package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Explanation.WorkerVerdict;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why decisions that were made came out as they did. */
class HindsightTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void listsTheLastDecisionsNewestFirst() {
        rig.workers("a");
        for (int task = 0; task < 5; task++) {
            rig.placed("t" + task);
        }

        List<PastDecision> decisions = decisions(3);
        assertThat(decisions).extracting(one -> one.request().task()).containsExactly("t4", "t3", "t2");
        assertThat(decisions).extracting(PastDecision::number).containsExactly(4L, 3L, 2L);
    }

    @Test
    void saysWhoDecidedAndWhatCameOut() {
        rig.name("strategy.play", "least-used").workers("a");
        rig.placed("t");

        PastDecision decision = decisions(1).get(0);
        assertThat(decision.strategy()).isEqualTo("least-used 0.1.0");
        assertThat(decision.kept()).isFalse();
        assertThat(decision.outcome())
                .isInstanceOfSatisfying(Scheduled.Placed.class, placed -> assertThat(placed.worker())
                        .isEqualTo("a"));
    }

    @Test
    void tellsATaskThatStayedFromOneThatWasGivenAway() {
        rig.workers("a");
        rig.placed("t");
        rig.placed("t");

        assertThat(decisions(2)).extracting(PastDecision::kept).containsExactly(true, false);
    }

    @Test
    void listsRefusalsToo() {
        rig.join("busy", 0.9);
        rig.refused("t");

        assertThat(decisions(1).get(0).outcome())
                .isInstanceOfSatisfying(Scheduled.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.FULL));
    }

    @Test
    void listsNothingWhereNobodyEverAsked() {
        assertThat(Rig.get(rig.engine.decisions("unheard-of", 10))).isEmpty();
    }

    @Test
    void explainsByTheLoadsOfThatMoment() {
        rig.name("strategy.play", "least-used").join("a", 0.1);
        rig.join("b", 0.2);
        rig.placed("t1");
        rig.load("a", 0.9);
        rig.placed("t2");

        assertThat(explained(0).workers())
                .containsExactly(
                        new WorkerVerdict("a", 0.1, true, true, "strategy least-used 0.1.0", "chosen"),
                        new WorkerVerdict(
                                "b",
                                0.2,
                                true,
                                false,
                                "matcher play 0.1.0",
                                "it serves every mode, it serves every isp, and the preference names no region"));
        assertThat(explained(1).workers())
                .containsExactly(
                        new WorkerVerdict(
                                "a", 0.9, false, false, "availability", "load 0.9 was not below its maximum 0.85"),
                        new WorkerVerdict("b", 0.2, true, true, "strategy least-used 0.1.0", "chosen"));
    }

    @Test
    void explainsEveryRecordedDecisionByWhatItCameOutAs() {
        rig.name("strategy.play", "least-used").name("matcher.play", "isp-region");
        new Weather(rig).workers().happens(600);

        for (PastDecision decision : decisions(100)) {
            Explanation explanation = explained(decision.number());
            assertThat(explanation.outcome()).isEqualTo(decision.outcome());
            if (decision.outcome() instanceof Scheduled.Placed placed && !decision.kept()) {
                assertThat(explanation.workers().stream().filter(WorkerVerdict::chosen))
                        .singleElement()
                        .extracting(WorkerVerdict::worker)
                        .isEqualTo(placed.worker());
            }
        }
    }

    @Test
    void saysThatAWorkerWasNotReady() {
        rig.workers("a", "b");
        rig.placed("t0"); // from here on it is recorded
        rig.state("a", 1);
        rig.placed("t1");

        assertThat(explained(1).workers().get(0).reason()).isEqualTo("it was not ready, or passed over");
    }

    @Test
    void saysThatATaskStayedWhereItWas() {
        rig.workers("a", "b");
        String worker = rig.placed("t");
        rig.placed("t");

        assertThat(explained(1).workers().stream().filter(WorkerVerdict::chosen))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.worker()).isEqualTo(worker);
                    assertThat(verdict.reason()).isEqualTo("it has the task already");
                });
    }

    @Test
    void nothingComesOfIt() {
        new Weather(rig).workers().happens(300);
        List<WorkerStatus> before = Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS));
        explained(decisions(1).get(0).number());

        assertThat(Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS)))
                .isEqualTo(before);
    }

    @Test
    void givesItsSlotsBack() {
        rig.name("strategy.play", "least-used").workers("a");
        rig.placed("t");
        long before = rig.slots.countOpen(Strategy.class, "least-used");
        explained(0);

        assertThat(rig.slots.countOpen(Strategy.class, "least-used")).isEqualTo(before);
    }

    @Test
    void knowsNothingOfADecisionThatIsNotRecordedAnyMore() {
        rig.workers("a");
        for (int task = 0; task < 1_030; task++) {
            rig.placed("t" + task);
        }

        assertThat(explain(0)).isEmpty();
        assertThat(explain(1_029)).isPresent();
        assertThat(explain(1_030)).isEmpty();
    }

    @Test
    void goesOnWithoutTheReasonsOfAMatcherThatNeverReturns() {
        rig.matcher(Speechless::new).workers("a");
        rig.placed("t");

        Explanation explanation = rig.await(rig.engine.explain(Rig.PURPOSE, 0)).orElseThrow();
        assertThat(explanation.workers())
                .singleElement()
                .extracting(WorkerVerdict::chosen)
                .isEqualTo(true);
        rig.hang.release();
    }

    private final class Speechless implements Matcher {
        @Override
        public Fit fit(Preference preference, WorkerInfo worker) {
            return Fit.FITS;
        }

        @Override
        public String why(Preference preference, WorkerInfo worker) {
            throw rig.hang.forEver();
        }
    }

    private List<PastDecision> decisions(int last) {
        return Rig.get(rig.engine.decisions(Rig.PURPOSE, last));
    }

    private Optional<Explanation> explain(long number) {
        return Rig.get(rig.engine.explain(Rig.PURPOSE, number));
    }

    private Explanation explained(long number) {
        return explain(number).orElseThrow();
    }
}
