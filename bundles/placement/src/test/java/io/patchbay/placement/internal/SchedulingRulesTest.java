package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules of owt-server's scheduler, row by row, with the scheduler that ships. */
class SchedulingRulesTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWorkerIsAvailableStrictlyBelowItsMaximum() {
        rig.join("a", 0.85);
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.FULL);
        rig.load("a", 0.8499);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aWorkerIsAvailableInStateTwoOrNone() {
        rig.workers("a");
        rig.state("a", 1);
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.FULL);
        rig.state("a", 2);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aWorkerThatStatesItsLoadIsAvailableAtOnce() {
        rig.join("a", 0.3);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aWorkerThatStatesNoLoadIsNotAvailableBeforeItsFirstReport() {
        rig.join(silentAboutItsLoad("a", 0.85));
        assertThat(rig.status("a").load()).isEqualTo(0.85);
        assertThat(rig.refused("t").code()).isEqualTo(RefusalCode.FULL);
        rig.load("a", 0.1);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aWorkerWithoutAMaximumCountsAsFullyLoaded() {
        rig.join(silentAboutItsLoad("a", 0));
        assertThat(rig.status("a").load()).isEqualTo(1.0);
    }

    @Test
    void addingAWorkerAgainKeepsItsPositionAndItsTasks() {
        rig.name("strategy.play", "round-robin").workers("a", "b");
        rig.pickUp("a", "t");
        rig.workers("a");
        assertThat(rig.members()).containsExactly("a", "b");
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void addingAWorkerAgainForgetsItsState() {
        rig.workers("a");
        rig.state("a", 1);
        rig.join(new WorkerAnnouncement(
                "a",
                Rig.PURPOSE,
                Rig.INFO,
                OptionalInt.empty(),
                OptionalDouble.of(0),
                Optional.empty(),
                Optional.empty()));
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void removingAWorkerForgetsWhatItExecutes() {
        rig.workers("a");
        rig.pickUp("a", "t");
        Rig.get(rig.engine.quit("a"));
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void removingAWorkerKeepsWhatIsOnlyReservedOnIt() {
        rig.workers("a");
        rig.schedule("t", 5000);
        Rig.get(rig.engine.quit("a"));
        assertThat(rig.holder("t")).isEqualTo("a");
        rig.pass(5100);
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void aTaskReservedOnAWorkerThatIsGoneIsPlacedAnew() {
        rig.workers("a", "b");
        assertThat(rig.placed("t")).isEqualTo("a");
        Rig.get(rig.engine.quit("a"));
        assertThat(rig.placed("t")).isEqualTo("b");
    }

    @Test
    void aWorkerThatComesBackUnderItsIdFindsWhatIsReservedOnIt() {
        rig.workers("a");
        rig.schedule("t", 60_000);
        Rig.get(rig.engine.quit("a"));
        rig.workers("b", "a");
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aPlacedTaskStaysWithItsWorkerThoughThatIsFull() {
        rig.workers("a", "b");
        rig.schedule("t");
        rig.load("a", 1.0);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aPlacedTaskStaysWithItsWorkerThoughThatIsNotReady() {
        rig.workers("a", "b");
        rig.schedule("t");
        rig.state("a", 1);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aLongerTimeReplacesAShorterOne() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.schedule("t", 20_000);
        rig.pass(10_000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void aShorterTimeDoesNotReplaceALongerOne() {
        rig.workers("a");
        rig.schedule("t", 8000);
        rig.schedule("t", 100);
        rig.pass(5000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void askingAgainRestartsTheReservation() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.pass(4000);
        rig.schedule("t", 5000);
        rig.pass(4000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void askingForAnExecutingTaskStoresTheLongerTime() {
        rig.workers("a");
        rig.schedule("t", 1000);
        rig.pickUp("a", "t");
        rig.schedule("t", 5000);
        rig.layDown("a", "t");
        rig.pass(4000);
        assertThat(rig.holder("t")).isEqualTo("a");
        rig.pass(1100);
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void whoIsPlacedIsToldForHowLong() {
        rig.workers("a");
        assertThat(rig.schedule("t", 5000)).isEqualTo(new Scheduled.Placed("a", Rig.INFO, rig.clock.millis() + 5000));
    }

    @Test
    void whereNobodySaysTheDefaultTimeHolds() {
        rig.workers("a");
        assertThat(rig.schedule("t")).isEqualTo(new Scheduled.Placed("a", Rig.INFO, rig.clock.millis() + 60_000));
    }

    @Test
    void aReservationThatNobodyPicksUpIsForgotten() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.pass(4980);
        assertThat(rig.holder("t")).isEqualTo("a");
        rig.pass(40);
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void anExecutingTaskHasNoTimer() {
        rig.workers("a");
        rig.schedule("t", 1000);
        rig.pickUp("a", "t");
        rig.pass(5000);
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void pickingUpATaskThatNobodyPlannedCreatesIt() {
        rig.workers("a");
        rig.pickUp("a", "t");
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.Found("a", Rig.INFO, true, 0, true));
    }

    @Test
    void aTaskThatNobodyPlannedIsReservedForTheDefaultTimeOnceItIsLaidDown() {
        rig.workers("a");
        rig.pickUp("a", "t");
        rig.layDown("a", "t");
        assertThat(rig.find("t"))
                .isEqualTo(new TaskStatus.Found("a", Rig.INFO, false, rig.clock.millis() + 60_000, true));
    }

    @Test
    void pickingUpATaskOfAnotherWorkerMovesIt() {
        rig.workers("a", "b");
        rig.schedule("t");
        rig.pickUp("b", "t");
        assertThat(rig.holder("t")).isEqualTo("b");
    }

    @Test
    void theWorkerThatLosesATaskStillHasItInItsList() {
        rig.workers("a", "b");
        rig.pickUp("a", "t");
        rig.pickUp("b", "t");
        assertThat(Rig.revoked(rig.report("a"))).containsExactly("t");
    }

    @Test
    void pickingUpTwiceChangesNothing() {
        rig.workers("a");
        rig.pickUp("a", "t", "t");
        rig.pickUp("a", "t");
        assertThat(rig.status("a").executing()).isEqualTo(1);
    }

    @Test
    void pickUpsOfAnUnknownWorkerAreIgnored() {
        rig.workers("a");
        rig.pickUp("x", "t");
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void aTaskThatIsLaidDownStaysReservedOnItsWorker() {
        rig.workers("a", "b");
        rig.schedule("t", 5000);
        rig.pickUp("a", "t");
        rig.layDown("a", "t");
        rig.load("a", 1.0);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void aTaskThatIsLaidDownIsForgottenAfterItsTime() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.pickUp("a", "t");
        rig.pass(60_000);
        rig.layDown("a", "t");
        rig.pass(5100);
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void layingDownWhatIsOnlyReservedForgetsIt() {
        rig.workers("a");
        rig.schedule("t");
        rig.layDown("a", "t");
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void layingDownWhatAnotherWorkerHasForgetsIt() {
        rig.workers("a", "b");
        rig.pickUp("a", "t");
        rig.layDown("b", "t");
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void layingDownWhatNobodyHasChangesNothing() {
        rig.workers("a");
        rig.layDown("a", "t");
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void unschedulingForgetsATask() {
        rig.workers("a");
        rig.schedule("t");
        assertThat(rig.unschedule("t")).isTrue();
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void unschedulingWhatNobodyHasIsNoSuccess() {
        rig.workers("a");
        assertThat(rig.unschedule("t")).isFalse();
    }

    @Test
    void aWorkerKeepsAnUnscheduledTaskInItsList() {
        rig.workers("a");
        rig.pickUp("a", "t");
        rig.unschedule("t");
        rig.schedule("t", 5000);
        rig.layDown("a", "t"); // in its list, so it is reserved again instead of forgotten
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void aTaskReservedElsewhereIsNotCountedTwice() {
        rig.workers("a", "b");
        rig.schedule("t");
        rig.pickUp("b", "t");
        assertThat(rig.status("a").reserved()).isZero();
        assertThat(rig.status("b").executing()).isEqualTo(1);
    }

    private static WorkerAnnouncement silentAboutItsLoad(String id, double maxLoad) {
        return new WorkerAnnouncement(
                id,
                Rig.PURPOSE,
                WorkerInfo.of(maxLoad, Attributes.NONE),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
