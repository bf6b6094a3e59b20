package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerStatus;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void takesNoReportWhileItDoesNotLead() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(rig.report("a")).isEqualTo(new ReportAnswer.NotReady());
        assertThat(rig.join("b", 0)).isEqualTo(new ReportAnswer.NotReady());
    }

    @Test
    void changesNothingWhileItDoesNotLead() {
        rig.workers("a");
        rig.schedule("t");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(rig.unschedule("t")).isFalse();
        assertThat(Rig.get(rig.engine.quit("a"))).isFalse();
        rig.engine.lead(new Mark(2, true));
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void goesOnWithItsStateIfNobodyElseLedSince() {
        rig.workers("a", "b");
        rig.pickUp("b", "t");
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(2, true));
        assertThat(rig.isExecuting("t")).isTrue();
        assertThat(rig.members()).containsExactly("a", "b");
    }

    @Test
    void forgetsItsStateIfSomebodyElseLedSince() {
        rig.workers("a");
        rig.pickUp("a", "t");
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(3, false));
        assertThat(rig.members()).isEmpty();
        assertThat(rig.report("a")).isEqualTo(new ReportAnswer.Unknown());
        assertThat(schedule().code()).isEqualTo(RefusalCode.NO_SCHEDULER);
    }

    @Test
    void letsAWorkerOfALostReignJoinForAnotherPurpose() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(3, false));
        assertThat(Rig.get(rig.engine.join(WorkerAnnouncement.ready("a", "other", Rig.INFO, 0))))
                .isEqualTo(new ReportAnswer.Accepted(3, Set.of()));
    }

    @Test
    void tellsWorkersTheEpoch() {
        assertThat(rig.join("a", 0)).isEqualTo(new ReportAnswer.Accepted(1, Set.of()));
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(7, true));
        assertThat(rig.report("a")).isEqualTo(new ReportAnswer.Accepted(7, Set.of()));
    }

    @Test
    void givesEverybodyTheWholeTimeAgainWhenItLeadsAgain() {
        rig.workers("a");
        rig.pass(8000);
        rig.engine.resign(Rig.FIRST_TERM);
        rig.pass(60_000);
        rig.engine.lead(new Mark(2, true));
        rig.pass(9000);
        assertThat(rig.members()).containsExactly("a");
        rig.pass(2100);
        assertThat(rig.members()).isEmpty();
    }

    @Test
    void endsNoReservationWhileNobodyCouldPickItUp() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.engine.resign(Rig.FIRST_TERM);
        rig.pass(60_000);
        rig.engine.lead(new Mark(2, true));
        rig.pass(4000);
        assertThat(rig.holder("t")).isEqualTo("a");
        rig.pass(1100);
        assertThat(rig.holder("t")).isEmpty();
    }

    @Test
    void servesAtOnceWhenItBeginsToLead() {
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(3, false));
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void staysLeaderWhenTheNextTermIsThereBeforeTheLastOneGoes() {
        rig.workers("a");
        rig.engine.lead(new Mark(2, true));
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(rig.placed("t")).isEqualTo("a");
    }

    @Test
    void listsNobodyWhileItDoesNotLead() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(Rig.get(rig.engine.workers(Optional.empty(), WorkerStatus.MOST_TASKS)))
                .isEmpty();
    }

    @Test
    void explainsThatItIsNotReady() {
        rig.workers("a");
        rig.engine.resign(Rig.FIRST_TERM);
        assertThat(Rig.get(rig.engine.explain(Rig.request("t", 0))).outcome())
                .isEqualTo(new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready."));
    }

    private Scheduled.Refused schedule() {
        return (Scheduled.Refused)
                Rig.get(rig.engine.schedule(new ScheduleRequest(Rig.PURPOSE, "t", Preference.NONE, 0)));
    }
}
