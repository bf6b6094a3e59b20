package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.Share;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A candidate decides for a share of the requests. */
class CanaryTest {
    private static final Share ROOM_1 = new Share(0, Set.of("room1"), Set.of());

    private final Rig rig = new Rig();

    @BeforeEach
    void begin() {
        rig.name("strategy.play", "most-used").join("idle", 0);
        rig.join("middling", 0.3);
        rig.join("busy", 0.5);
    }

    @AfterEach
    void close() {
        rig.hang.release();
        rig.close();
    }

    @Test
    void decidesForItsRoomsOnly() {
        TestRun run = begin("strategy", "least-used", ROOM_1);
        assertThat(placed("t1", "room1", "")).isEqualTo("idle");
        assertThat(placed("t2", "room2", "")).isEqualTo("busy");
        assertThat(placed("t3", "", "")).isEqualTo("busy");
        assertThat(run.answered).hasValue(1);
    }

    @Test
    void decidesForItsServicesOnly() {
        begin("strategy", "least-used", new Share(0, Set.of(), Set.of("service1")));
        assertThat(placed("t1", "room1", "service1")).isEqualTo("idle");
        assertThat(placed("t2", "room1", "service2")).isEqualTo("busy");
    }

    @Test
    void aPercentageHasEachRoomAlwaysOnTheSameSide() {
        Share share = Share.ofPercent(30);
        begin("strategy", "least-used", share);
        for (int room = 0; room < 50; room++) {
            String side = share.includes("", "room" + room, "") ? "idle" : "busy";
            assertThat(placed("a" + room, "room" + room, "")).isEqualTo(side);
            assertThat(placed("b" + room, "room" + room, "")).isEqualTo(side);
            rig.unschedule("a" + room);
            rig.unschedule("b" + room);
        }
    }

    @Test
    void aMatcherDecidesForItsShareOnly() {
        rig.slots.install(Matcher.class, "only-middling", OnlyMiddling::new);
        begin("matcher", "only-middling", ROOM_1);
        assertThat(placed("t1", "room1", "")).isEqualTo("middling");
        assertThat(placed("t2", "room2", "")).isEqualTo("busy");
        assertThat(placed("t3", "room1", "")).isEqualTo("middling");
    }

    private static final class OnlyMiddling implements Matcher {
        @Override
        public Fit fit(Preference preference, WorkerInfo worker) {
            return worker.maxLoad() == 0.9 ? Fit.FITS : Fit.UNFIT;
        }

        @Override
        public String why(Preference preference, WorkerInfo worker) {
            return "";
        }
    }

    @BeforeEach
    void markMiddling() {
        rig.join(Rig.announcement("middling", WorkerInfo.of(0.9, Attributes.NONE), 0.3));
    }

    @Test
    void theOneThatServesDecidesWhereTheCandidateThrows() {
        rig.slots.install(Strategy.class, "bad", () -> decision -> {
            throw new IllegalStateException("on purpose");
        });
        TestRun run = begin("strategy", "bad", Share.ALL);
        assertThat(placed("t1", "", "")).isEqualTo("busy");
        assertThat(run.faults).hasSize(1);
        assertThat(run.answered).hasValue(0);
    }

    @Test
    void endsByItselfAfterTooManyFaults() {
        rig.slots.install(Strategy.class, "bad", () -> decision -> {
            throw new IllegalStateException("on purpose");
        });
        TestRun run = begin("strategy", "bad", Share.ALL);
        for (int task = 0; task < 10; task++) {
            assertThat(placed("t" + task, "", "")).isEqualTo("busy");
        }
        assertThat(run.faults).hasSize(3);
    }

    @Test
    void theOneThatServesDecidesWhereTheCandidateDoesNotReturn() {
        rig.slots.install(Strategy.class, "hanging", Hanging::new);
        TestRun run = begin("strategy", "hanging", Share.ALL);
        Scheduled outcome = rig.await(rig.engine.schedule(request("t1", "", "")));
        assertThat(Rig.worker(outcome)).isEqualTo("busy");
        rig.until(() -> !run.faults.isEmpty());
        assertThat(placed("t2", "", "")).isEqualTo("busy");
        assertThat(rig.counters().placed()).isEqualTo(2);
    }

    private final class Hanging implements Strategy {
        @Override
        public Optional<Worker> choose(Decision decision) {
            throw rig.hang.forEver();
        }
    }

    @Test
    void nobodyWaitsForACandidateThatIsNotThere() {
        TestRun run = begin("strategy", "unheard-of", Share.ALL);
        assertThat(placed("t1", "", "")).isEqualTo("busy");
        assertThat(run.skipped).hasValue(1);
    }

    @Test
    void theWatchdogGoesOnWhereACandidateCannotBegin() {
        TestRun run = new TestRun(new Experiment(
                Experiment.Mode.CANARY, "strategy", Rig.PURPOSE, "least-used", TestSlots.BROKEN, Share.ALL));
        rig.slots.run("strategy", run);
        rig.engine.tick();
        assertThat(run.faults).hasSize(1);
        assertThat(placed("t1", "", "")).isEqualTo("busy");
    }

    @Test
    void noDecisionIsItsOwnAfterTheEnd() {
        TestRun run = begin("strategy", "least-used", Share.ALL);
        assertThat(placed("t1", "", "")).isEqualTo("idle");
        run.on = false;
        assertThat(placed("t2", "", "")).isEqualTo("busy");
    }

    @Test
    void givesItsSlotsBackWhenItIsEnded() {
        begin("strategy", "least-used", Share.ALL);
        placed("t1", "", "");
        rig.slots.run("strategy");
        rig.engine.tick();
        Rig.idleUntil(() -> rig.slots.countOpen(Strategy.class, "least-used") == 0);
    }

    @Test
    void tasksAndWorkersStayWhenItBeginsAndEnds() {
        rig.placed("t1");
        TestRun run = begin("strategy", "least-used", Share.ALL);
        assertThat(rig.holder("t1")).isEqualTo("busy");
        placed("t2", "", "");
        run.on = false;
        rig.slots.run("strategy");
        rig.engine.tick();
        assertThat(rig.holder("t1")).isEqualTo("busy");
        assertThat(rig.holder("t2")).isEqualTo("idle");
    }

    @Test
    void twoCanariesOfOnePurposeDecideForTheirOwnShares() {
        rig.slots.install(Matcher.class, "only-middling", OnlyMiddling::new);
        begin("matcher", "only-middling", ROOM_1);
        begin("strategy", "least-used", new Share(0, Set.of("room2"), Set.of()));
        assertThat(placed("t1", "room1", "")).isEqualTo("middling");
        assertThat(placed("t2", "room2", "")).isEqualTo("idle");
    }

    private TestRun begin(String kind, String name, Share share) {
        TestRun run = new TestRun(new Experiment(Experiment.Mode.CANARY, kind, Rig.PURPOSE, name, "0.1.0", share));
        rig.slots.run(kind, run);
        rig.engine.tick();
        rig.settle();
        return run;
    }

    private String placed(String task, String room, String service) {
        return Rig.worker(Rig.get(rig.engine.schedule(request(task, room, service))));
    }

    private static ScheduleRequest request(String task, String room, String service) {
        return new ScheduleRequest(Rig.PURPOSE, task, Preference.NONE, 0, new Origin(room, service));
    }
}
