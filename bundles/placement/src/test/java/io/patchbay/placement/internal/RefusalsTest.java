package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerStatus;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told, to the letter (owt-server: its section 2.2). */
class RefusalsTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysThatTheClusterManagerIsNotReady() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(rig.refused("t"))
                .isEqualTo(new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready."));
    }

    @Test
    void saysSoOfAnUnknownPurposeToo() {
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(schedule("unheard-of"))
                .isEqualTo(new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready."));
    }

    @Test
    void saysThatNoWorkerOfThePurposeEverJoined() {
        assertThat(schedule("unheard-of"))
                .isEqualTo(new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: unheard-of"));
    }

    @Test
    void saysSoOfAnEssentialPurposeToo() {
        assertThat(schedule("portal"))
                .isEqualTo(new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "No scheduler for purpose: portal"));
    }

    @Test
    void saysThatAllAreInFullLoad() {
        rig.join("a", 0.9);
        assertThat(rig.refused("t"))
                .isEqualTo(new Scheduled.Refused(
                        RefusalCode.FULL,
                        "Failed in scheduling play worker, reason: No worker available, all in full load."));
    }

    @Test
    void saysSoWhenTheLastWorkerHasLeft() {
        rig.workers("a");
        Rig.get(rig.engine.quit("a"));
        assertThat(rig.refused("t").message())
                .isEqualTo("Failed in scheduling play worker, reason: No worker available, all in full load.");
    }

    @Test
    void saysThatNobodyMatches() {
        rig.name("matcher.play", "isp-region").join(Rig.announcement("a", Rig.serving("telco", "north"), 0));
        assertThat(rig.refused("t"))
                .isEqualTo(new Scheduled.Refused(
                        RefusalCode.NO_MATCH,
                        "Failed in scheduling play worker, reason: No worker matches the preference."));
    }

    @Test
    void everyRefusalIsWorthAnotherTry() {
        assertThat(RefusalCode.values()).allMatch(RefusalCode::retryable);
    }

    @Test
    void findsNoTaskOfAPurposeThatNobodyEverServed() {
        assertThat(Rig.get(rig.engine.task("unheard-of", "t"))).isEqualTo(new TaskStatus.InvalidPurpose());
    }

    @Test
    void findsNoTaskThatNobodyHas() {
        rig.workers("a");
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void findsNothingWhileItDoesNotLead() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NotReady());
        assertThat(Rig.get(rig.engine.task("unheard-of", "t"))).isEqualTo(new TaskStatus.NotReady());
    }

    @Test
    void doesNotKnowAWorkerThatDidNotJoin() {
        assertThat(rig.report("x")).isEqualTo(new ReportAnswer.Unknown());
    }

    @Test
    void hasNobodyLeaveWhoWasNotThere() {
        assertThat(Rig.get(rig.engine.quit("x"))).isFalse();
    }

    @Test
    void listsNobodyOfAnUnknownPurpose() {
        assertThat(Rig.get(rig.engine.workers(Optional.of("unheard-of"), WorkerStatus.MOST_TASKS)))
                .isEmpty();
    }

    @Test
    void tellsAWorkerWhoseIdIsTakenElsewhereWhere() {
        rig.workers("a");
        assertThat(Rig.get(rig.engine.join(WorkerAnnouncement.ready("a", "other", Rig.INFO, 0))))
                .isEqualTo(new ReportAnswer.PurposeConflict("play"));
    }

    @Test
    void letsAnIdMoveToAnotherPurposeOnceItsWorkerHasLeft() {
        rig.workers("a");
        Rig.get(rig.engine.quit("a"));
        assertThat(Rig.get(rig.engine.join(WorkerAnnouncement.ready("a", "other", Rig.INFO, 0))))
                .isInstanceOf(ReportAnswer.Accepted.class);
    }

    @Test
    void letsInAThousandPurposesAndNoMore() {
        for (int number = 0; number < PlacementEngine.MAX_PURPOSES - PlacementEngine.ESSENTIAL.size(); number++) {
            Rig.get(rig.engine.join(WorkerAnnouncement.ready("w" + number, "p" + number, Rig.INFO, 0)));
        }
        assertThat(Rig.get(rig.engine.join(WorkerAnnouncement.ready("x", "one-too-many", Rig.INFO, 0))))
                .isEqualTo(new ReportAnswer.NotReady());
    }

    private Scheduled schedule(String purpose) {
        return Rig.get(rig.engine.schedule(new ScheduleRequest(purpose, "t", Preference.NONE, 0)));
    }
}
