package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.Share;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A candidate decides beside those that serve. */
class ShadowTest {
    private final Rig rig = new Rig();
    private long before;

    @AfterEach
    void close() {
        rig.hang.release();
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last-used",
                "least-used",
                "most-used",
                "round-robin",
                "randomly-pick",
                "two-choices",
                "weight-robin"
            })
    void seesWhatTheOneThatServesSaw(String strategy) {
        rig.name("strategy.play", strategy).name("matcher.play", "isp-region");
        Weather weather = new Weather(rig).workers();
        TestRun run = begin("strategy", strategy, Share.ALL);
        for (int burst = 0; burst < 20; burst++) {
            weather.happens(300);
            awaitShadow(run);
        }
        assertThat(run.faults).isEmpty();
        assertThat(run.differences).isEmpty();
        assertThat(run.skipped).hasValue(0);
        assertThat(run.answered).hasValueGreaterThan(1000);
    }

    @Test
    void differencesAreCountedAndListed() {
        rig.name("strategy.play", "least-used").join("idle", 0);
        rig.join("busy", 0.5);
        TestRun run = begin("strategy", "most-used", Share.ALL);
        rig.placed("t1");
        awaitShadow(run);
        assertThat(run.differences).singleElement().satisfies(difference -> {
            assertThat(difference.active()).isEqualTo("idle for 60000 ms");
            assertThat(difference.candidate()).isEqualTo("busy for 60000 ms");
        });
    }

    @Test
    void decidesNothing() {
        rig.name("strategy.play", "least-used").join("idle", 0);
        rig.join("busy", 0.5);
        TestRun run = begin("strategy", "most-used", Share.ALL);
        assertThat(rig.placed("t1")).isEqualTo("idle");
        awaitShadow(run);
        assertThat(rig.holder("t1")).isEqualTo("idle");
    }

    @Test
    void isAskedOnlyForItsShare() {
        rig.workers("a");
        TestRun run = begin("strategy", "most-used", new Share(0, Set.of("room1"), Set.of()));
        Weather weather = new Weather(rig);
        for (int room = 0; room < 5; room++) {
            weather.schedule("t" + room); // of room0, as the weather has not counted any
        }
        rig.placed("t9");
        tickTwice();
        assertThat(run.seen()).isZero();
    }

    @Test
    void aMatcherAndASchedulerAreShadowedToo() {
        rig.workers("a", "b");
        TestRun matcher = begin("matcher", "isp-region", Share.ALL);
        rig.placed("t1");
        awaitShadow(matcher);
        assertThat(matcher.answered).hasValue(1);
        TestRun scheduler = begin("scheduler", "sticky", Share.ALL);
        rig.placed("t2");
        awaitShadow(scheduler);
        assertThat(scheduler.answered).hasValue(1);
    }

    @Test
    void aCandidateThatHangsDelaysNobody() {
        rig.workers("a");
        rig.slots.install(Strategy.class, "hanging", Hanging::new);
        TestRun run = begin("strategy", "hanging", Share.ALL);
        rig.placed("t1");
        rig.pass(20);
        rig.hang.awaitOn();
        List<String> placed = new ArrayList<>();
        for (int task = 2; task < 100; task++) {
            placed.add(rig.placed("t" + task));
        }
        assertThat(placed).containsOnly("a");
        rig.until(() -> !run.faults.isEmpty());
        assertThat(run.faults.get(0)).contains("no answer within");
    }

    private final class Hanging implements Strategy {
        @Override
        public Optional<Worker> choose(Decision decision) {
            throw rig.hang.forEver();
        }
    }

    @Test
    void aCandidateThatThrowsIsBlamedAndNotAskedAnyMoreWhenTheExperimentIsOver() {
        rig.workers("a");
        rig.slots.install(Strategy.class, "bad", () -> decision -> {
            throw new IllegalStateException("on purpose");
        });
        TestRun run = begin("strategy", "bad", Share.ALL);
        for (int task = 0; task < 10; task++) {
            rig.placed("t" + task);
        }
        Rig.idleUntil(() -> {
            tick();
            return !run.isOn();
        });
        rig.placed("t10");
        tickTwice();
        assertThat(run.faults).hasSize(3);
        assertThat(run.skipped).hasValue(3);
    }

    @Test
    void whatItCannotKeepUpWithIsSkippedAndCounted() {
        rig.workers("a", "b", "c");
        TestRun run = begin("strategy", "least-used", Share.ALL);
        rig.placed("t0");
        awaitShadow(run);
        for (int task = 1; task <= 5000; task++) {
            rig.placed("t" + task);
        }
        awaitShadow(run);
        assertThat(run.seen()).isEqualTo(5001);
        assertThat(run.skipped).hasValueGreaterThan(0);
    }

    @Test
    void givesItsSlotsBackWhenItIsEnded() {
        rig.workers("a");
        TestRun run = begin("strategy", "most-used", Share.ALL);
        rig.placed("t1");
        awaitShadow(run);
        run.on = false;
        rig.slots.run("strategy");
        rig.engine.tick();
        Rig.idleUntil(() -> rig.slots.countOpen(Strategy.class, "most-used") == 0);
    }

    private TestRun begin(String kind, String name, Share share) {
        before = decided();
        TestRun run = new TestRun(new Experiment(Experiment.Mode.SHADOW, kind, Rig.PURPOSE, name, "0.1.0", share));
        rig.slots.run(kind, run);
        rig.engine.tick();
        rig.engine.tick();
        return run;
    }

    /** Waits until the shadow has seen all that was decided since it began. */
    private void awaitShadow(TestRun run) {
        Rig.idleUntil(() -> {
            tick();
            return run.seen() == decided() - before;
        });
    }

    /** One tick, and what it begins is over: for the watchdog time goes by in ticks, so none may pass while a shadow compares. */
    private void tick() {
        rig.engine.tick();
        Rig.idleUntil(rig.engine::areTryoutsIdle);
    }

    private long decided() {
        Counters.Snapshot counters = rig.counters();
        return counters.placed()
                + counters.kept()
                + counters.refused().values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }

    private void tickTwice() {
        tick();
        tick();
    }
}
