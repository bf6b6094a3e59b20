package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayAnswer.Replayed;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions that were recorded are made again. */
class ReplayTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"last-used", "least-used", "most-used", "round-robin", "randomly-pick", "two-choices"})
    void theStrategyThatServesDecidesEveryOneOfThemAgainAsItDid(String strategy) {
        rig.name("strategy.play", strategy).name("matcher.play", "isp-region");
        new Weather(rig).workers().happens(2000);
        assertReplayedAsItWas(replay("strategy", strategy, 500), 500);
    }

    @Test
    void theyAreTheSameAfterMoreThanOneCheckpoint() {
        rig.name("strategy.play", "least-used").name("matcher.play", "isp-region");
        new Weather(rig).workers().happens(20_000);
        assertReplayedAsItWas(replay("strategy", "least-used", 1000), 1000);
    }

    @Test
    void theMatcherThatServesJudgesAsItDid() {
        rig.name("matcher.play", "isp-region");
        new Weather(rig).workers().happens(2000);
        assertReplayedAsItWas(replay("matcher", "isp-region", 500), 500);
    }

    @Test
    void theSchedulerThatServesRulesAsItDid() {
        new Weather(rig).workers().happens(2000);
        assertReplayedAsItWas(replay("scheduler", "sticky", 500), 500);
    }

    @Test
    void aStrategyWithAMemoryOfItsOwnDecidesAsItDidFromTheFirstDecisionOn() {
        rig.name("strategy.play", "weight-robin");
        new Weather(rig).workers().happens(600);
        assertReplayedAsItWas(replay("strategy", "weight-robin", 1000), 100);
    }

    @Test
    void anotherStrategyIsSeenToDiffer() {
        rig.name("strategy.play", "least-used").join("idle", 0);
        rig.join("busy", 0.5);
        rig.placed("t1");
        Replayed replayed = replay("strategy", "most-used", 10);
        assertThat(replayed.differed()).isEqualTo(1);
        assertThat(replayed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.subject()).isEqualTo("task t1");
            assertThat(difference.active()).isEqualTo("idle for 60000 ms");
            assertThat(difference.candidate()).isEqualTo("busy for 60000 ms");
        });
    }

    @Test
    void showsHowTheLoadIsSpread() {
        rig.name("strategy.play", "round-robin").workers("a", "b");
        rig.placed("t1");
        rig.placed("t2");
        rig.slots.install(
                Strategy.class,
                "first",
                () -> decision -> Optional.of(decision.candidates().first()));
        Replayed replayed = replay("strategy", "first", 10);
        assertThat(replayed.recorded().loadDeviation()).isZero();
        assertThat(replayed.recorded().used()).isEqualTo(2);
        assertThat(replayed.candidate().used()).isEqualTo(1);
        assertThat(replayed.candidate().mostTasks()).isEqualTo(2);
        assertThat(replayed.candidate().mostLoad()).isEqualTo(0.02);
        assertThat(replayed.candidate().loadDeviation()).isEqualTo(0.01);
    }

    @Test
    void onlyTheLastOnesAreMadeAgain() {
        new Weather(rig).workers().happens(300);
        assertThat(replay("scheduler", "sticky", 7).replayed()).isEqualTo(7);
    }

    @Test
    void nothingComesOfIt() {
        new Weather(rig).workers().happens(300);
        List<WorkerStatus> before = Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS));
        replay("strategy", "most-used", 100);
        assertThat(Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), WorkerStatus.MOST_TASKS)))
                .isEqualTo(before);
    }

    @Test
    void giveItsSlotsBack() {
        new Weather(rig).workers().happens(30);
        replay("strategy", "most-used", 100);
        assertThat(rig.slots.countOpen(Strategy.class, "most-used")).isZero();
    }

    @Test
    void aCandidateThatThrowsIsSkippedAndBlamed() {
        rig.slots.install(Strategy.class, "bad", () -> decision -> {
            throw new IllegalStateException("on purpose");
        });
        rig.workers("a").placed("t1");
        Replayed replayed = replay("strategy", "bad", 10);
        assertThat(replayed.skipped()).isEqualTo(1);
        assertThat(replayed.faults()).isEqualTo(1);
    }

    @Test
    void aCandidateThatNeverReturnsEndsIt() {
        rig.slots.install(Strategy.class, "hanging", Hanging::new);
        rig.workers("a");
        for (int task = 0; task < 5; task++) {
            rig.placed("t" + task);
        }
        ReplayAnswer answer = rig.await(rig.engine.replay(request("strategy", "hanging", 10)));
        assertThat(((Replayed) answer).skipped()).isEqualTo(5);
        assertThat(rig.placed("t9")).isEqualTo("a");
        rig.hang.release();
    }

    private final class Hanging implements Strategy {
        @Override
        public Optional<Worker> choose(Decision decision) {
            throw rig.hang.forEver();
        }
    }

    @Test
    void refusesAVersionThatIsNotInstalled() {
        rig.workers("a").placed("t1");
        assertThat(Rig.get(rig.engine.replay(request("strategy", "unheard-of", 10))))
                .isInstanceOfSatisfying(ReplayAnswer.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NO_PLUGIN));
    }

    @Test
    void hasNothingToReplayWhereNobodyEverJoined() {
        assertThat(Rig.get(rig.engine.replay(request("strategy", "least-used", 10))))
                .isInstanceOfSatisfying(ReplayAnswer.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(RefusalCode.NO_SCHEDULER));
    }

    private void assertReplayedAsItWas(Replayed replayed, int atLeast) {
        assertThat(replayed.differences()).isEmpty();
        assertThat(replayed.differed()).isZero();
        assertThat(replayed.skipped()).isZero();
        assertThat(replayed.replayed()).isGreaterThanOrEqualTo(atLeast);
        assertThat(replayed.candidate()).isEqualTo(replayed.recorded());
    }

    private Replayed replay(String kind, String name, int last) {
        return (Replayed) Rig.get(rig.engine.replay(request(kind, name, last)));
    }

    private static ReplayRequest request(String kind, String name, int last) {
        return new ReplayRequest(kind, name, "0.1.0", Rig.PURPOSE, last);
    }
}
