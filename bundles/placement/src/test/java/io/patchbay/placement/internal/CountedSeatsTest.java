package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountedSeatsTest {
    private static final long RESERVED_MILLIS = 4_000; // twice that is less than the silence that removes a worker

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWorkerIsFullOnceItsSeatsAreTaken() {
        join("a", 2);
        schedule("one", 1);
        schedule("two", 1);
        assertThat(rig.refused("three").code()).isEqualTo(RefusalCode.FULL);
    }

    @Test
    void aWorkerThatStatesNoSeatsTakesAnyNumberOfTasks() {
        rig.workers("a");
        for (int task = 0; task < 100; task++) {
            schedule("t" + task, ScheduleRequest.MAX_SEATS);
        }
        assertThat(rig.placed("another")).isEqualTo("a");
    }

    @Test
    void aGroupGetsAllItsSeatsOnOneWorker() {
        join("a", 2);
        join("b", 3);
        join("c", 2);
        assertThat(Rig.worker(schedule("group", 3))).isEqualTo("b");
    }

    @Test
    void aGroupGetsNoneWhereNoWorkerHasThemAll() {
        join("a", 2);
        join("b", 2);
        assertThat(code(schedule("group", 3))).isEqualTo(RefusalCode.FULL);
        assertThat(taken("a") + taken("b")).isZero();
    }

    @Test
    void aReservationThatRunsOutGivesItsSeatsBack() {
        join("a", 2);
        schedule("group", 2);
        rig.pass(RESERVED_MILLIS + 1_000);
        assertThat(taken("a")).isZero();
        assertThat(Rig.worker(schedule("next", 2))).isEqualTo("a");
    }

    @Test
    void pickingUpChangesNothingAboutTheSeats() {
        join("a", 3);
        schedule("group", 2);
        rig.pickUp("a", "group");
        assertThat(taken("a")).isEqualTo(2);
        rig.pickUp("a", "group");
        assertThat(taken("a")).isEqualTo(2);
    }

    @Test
    void layingDownGivesTheSeatsBackOnceTheLingeringReservationIsOver() {
        join("a", 2);
        schedule("group", 2);
        rig.pickUp("a", "group");
        rig.layDown("a", "group");
        assertThat(taken("a")).isEqualTo(2);
        rig.pass(RESERVED_MILLIS + 1_000);
        assertThat(taken("a")).isZero();
    }

    @Test
    void unschedulingTwiceGivesTheSeatsBackOnce() {
        join("a", 4);
        schedule("one", 2);
        schedule("two", 1);
        assertThat(rig.unschedule("one")).isTrue();
        assertThat(rig.unschedule("one")).isFalse();
        assertThat(taken("a")).isEqualTo(1);
    }

    @Test
    void aTaskThatAnotherWorkerPicksUpTakesItsSeatsThere() {
        join("a", 2);
        schedule("t", 2);
        join("b", 2);
        rig.pickUp("b", "t");
        assertThat(taken("a")).isZero();
        assertThat(taken("b")).isEqualTo(2);
    }

    @Test
    void aWorkerThatComesBackStillHasItsReservationsOnItsSeats() {
        join("a", 2);
        schedule("t", 2);
        Rig.get(rig.engine.quit("a"));
        join("a", 2);
        assertThat(code(schedule("next", 1))).isEqualTo(RefusalCode.FULL);
    }

    @Test
    void whatAWorkerExecutesIsGoneWithIt() {
        join("a", 2);
        schedule("t", 2);
        rig.pickUp("a", "t");
        Rig.get(rig.engine.quit("a"));
        join("a", 2);
        assertThat(taken("a")).isZero();
    }

    @Test
    void aNewLeaderLearnsTheSeatsOfTasksFromTheirWorker() {
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(2, false));
        rig.join(new WorkerAnnouncement(
                "a",
                Rig.PURPOSE,
                Rig.INFO.withSeats(4),
                Rig.READY,
                Rig.IDLE,
                Optional.empty(),
                Optional.of(Set.of("single", "group")),
                Map.of("group", 3)));
        assertThat(taken("a")).isEqualTo(4);
        assertThat(code(schedule("next", 1))).isEqualTo(RefusalCode.FULL);
    }

    @Test
    void aReportTellsTheSeatsOfWhatNobodyKnows() {
        join("a", 4);
        Rig.get(rig.engine.report(new WorkerReport(
                "a",
                OptionalDouble.empty(),
                OptionalInt.empty(),
                List.of("group"),
                List.of(),
                OptionalLong.empty(),
                Map.of("group", 3))));
        assertThat(taken("a")).isEqualTo(3);
    }

    @Test
    void aWorkerMayTakeMoreThanItHas() {
        join("a", 1);
        rig.pickUp("a", "one", "two", "three");
        assertThat(taken("a")).isEqualTo(3);
        rig.layDown("a", "one", "two");
        assertThat(code(schedule("next", 1))).isEqualTo(RefusalCode.FULL);
    }

    @Test
    void aWorkerThatGetsMoreSeatsIsAvailableAgain() {
        join("a", 1);
        schedule("one", 1);
        join("a", 2);
        assertThat(Rig.worker(schedule("two", 1))).isEqualTo("a");
    }

    @Test
    void aTaskThatHasAWorkerKeepsTheSeatsThatItHas() {
        join("a", 4);
        schedule("t", 2);
        assertThat(Rig.worker(schedule("t", 4))).isEqualTo("a");
        assertThat(taken("a")).isEqualTo(2);
    }

    @Test
    void aConfirmedReservationIsHeldFromNowOn() {
        join("a", 1);
        schedule("t", 1);
        rig.pass(RESERVED_MILLIS - 1_000);
        assertThat(confirm("t", "a")).isTrue();
        rig.pass(RESERVED_MILLIS - 1_000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void aReservationThatIsOverIsNotConfirmed() {
        join("a", 1);
        schedule("t", 1);
        rig.pass(RESERVED_MILLIS + 1_000);
        assertThat(confirm("t", "a")).isFalse();
    }

    @Test
    void nothingIsConfirmedOnAnotherWorkerOrOnOneThatIsGone() {
        join("a", 1);
        schedule("t", 1);
        assertThat(confirm("t", "b")).isFalse();
        Rig.get(rig.engine.quit("a"));
        assertThat(confirm("t", "a")).isFalse();
    }

    @Test
    void confirmingLeavesATaskAloneThatIsExecuting() {
        join("a", 1);
        schedule("t", 1);
        rig.pickUp("a", "t");
        assertThat(confirm("t", "a")).isTrue();
        rig.pass(RESERVED_MILLIS + 1_000);
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void aConfirmedTaskThatIsLaidDownGivesItsSeatsBackAtOnce() {
        join("a", 2);
        schedule("t", 2);
        confirm("t", "a");
        rig.pickUp("a", "t");
        rig.layDown("a", "t");
        assertThat(taken("a")).isZero();
    }

    @Test
    void aConfirmedTaskThatNobodyPicksUpGivesItsSeatsBack() {
        join("a", 2);
        schedule("t", 2);
        confirm("t", "a");
        rig.pass(RESERVED_MILLIS + 1_000);
        assertThat(taken("a")).isZero();
    }

    @Test
    void explainTellsThatNoSeatIsFree() {
        join("a", 4);
        schedule("t", 3);
        Explanation explanation = Rig.get(rig.engine.explain(request("next", 2)));
        assertThat(explanation.workers())
                .singleElement()
                .extracting(Explanation.WorkerVerdict::by, Explanation.WorkerVerdict::reason)
                .containsExactly("availability", "no free seat (3 of 4 taken, 2 wanted)");
        assertThat(taken("a")).isEqualTo(3);
    }

    @Test
    void explainingATaskThatHasAWorkerCountsItsSeatsOnce() {
        join("a", 4);
        schedule("t", 2);
        assertThat(Rig.worker(Rig.get(rig.engine.explain(request("t", 2))).outcome()))
                .isEqualTo("a");
        assertThat(taken("a")).isEqualTo(2);
    }

    @Test
    void aReplaySeesTheSeatsThatWereFree() {
        join("a", 3);
        join("b", 2);
        join("c", 8);
        for (int task = 0; task < 20; task++) {
            schedule("t" + task, 1 + task % 3);
            if (task % 4 == 3) {
                rig.unschedule("t" + (task - 2));
            }
        }
        ReplayAnswer answer =
                rig.await(rig.engine.replay(new ReplayRequest("scheduler", "sticky", "1", Rig.PURPOSE, 20)));
        assertThat(answer).isInstanceOfSatisfying(ReplayAnswer.Replayed.class, replayed -> {
            assertThat(replayed.replayed()).isEqualTo(20);
            assertThat(replayed.differed()).isZero();
        });
    }

    @Test
    void noSeatIsEverLostOrDoubled() {
        Random random = new Random(7);
        Map<String, Integer> model = new HashMap<>(); // task to seats
        int seats = 5;
        for (int worker = 0; worker < 8; worker++) {
            join("w" + worker, seats);
        }
        for (int step = 0; step < 4_000; step++) {
            String task = "t" + random.nextInt(30);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    int wanted = 1 + random.nextInt(seats);
                    boolean known = model.containsKey(task);
                    if (schedule(task, wanted) instanceof Scheduled.Placed && !known) {
                        model.put(task, wanted);
                    }
                }
                case 2 -> Optional.of(rig.holder(task))
                        .filter(id -> !id.isEmpty())
                        .ifPresent(id -> rig.pickUp(id, task));
                case 3 -> {
                    rig.unschedule(task);
                    model.remove(task);
                }
                default -> confirm(task, "w" + random.nextInt(8));
            }
            int taken = 0;
            for (int worker = 0; worker < 8; worker++) {
                assertThat(taken("w" + worker)).isBetween(0, seats);
                taken += taken("w" + worker);
            }
            assertThat(taken)
                    .isEqualTo(
                            model.values().stream().mapToInt(Integer::intValue).sum());
        }
    }

    private ReportAnswer join(String id, int seats) {
        return rig.join(WorkerAnnouncement.ready(
                id, Rig.PURPOSE, WorkerInfo.of(0.85, Attributes.NONE).withSeats(seats), 0));
    }

    private Scheduled schedule(String task, int seats) {
        return Rig.get(rig.engine.schedule(request(task, seats)));
    }

    private boolean confirm(String task, String worker) {
        return Rig.get(rig.engine.confirm(Rig.PURPOSE, task, worker, RESERVED_MILLIS));
    }

    private int taken(String worker) {
        return rig.status(worker).seatsTaken();
    }

    private static ScheduleRequest request(String task, int seats) {
        return new ScheduleRequest(Rig.PURPOSE, task, Preference.NONE, RESERVED_MILLIS, Origin.NONE, seats);
    }

    private static RefusalCode code(Scheduled outcome) {
        assertThat(outcome).isInstanceOf(Scheduled.Refused.class);
        return ((Scheduled.Refused) outcome).code();
    }
}
