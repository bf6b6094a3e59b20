package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole sets, restarts, returns, revoked tasks and lost reports. */
class JoiningTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void takesTheWholeSetForWhatTheWorkerExecutes() {
        rig.join("a", "", "t", "u");
        assertThat(rig.isExecuting("t")).isTrue();
        assertThat(rig.status("a").tasks()).containsExactlyInAnyOrder("t", "u");
    }

    @Test
    void laysDownWhatIsNotInTheWholeSet() {
        rig.join("a", "", "t", "u");
        rig.join("a", "", "u");
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(rig.isExecuting("t")).isFalse();
        assertThat(rig.isExecuting("u")).isTrue();
    }

    @Test
    void laysDownNothingWhereNothingIsSaidOfTasks() {
        rig.join("a", "", "t");
        rig.join("a", 0);
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void laysDownTheTasksOfAnOlderProcess() {
        rig.join("a", "first", "t");
        rig.join(new WorkerAnnouncement(
                "a", Rig.PURPOSE, Rig.INFO, Rig.READY, Rig.IDLE, Optional.of("second"), Optional.empty()));
        assertThat(rig.isExecuting("t")).isFalse();
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void keepsTheTasksOfTheSameProcess() {
        rig.join("a", "first", "t");
        rig.join(new WorkerAnnouncement(
                "a", Rig.PURPOSE, Rig.INFO, Rig.READY, Rig.IDLE, Optional.of("first"), Optional.empty()));
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void keepsWhatARestartedWorkerExecutesAgain() {
        rig.join("a", "first", "t", "u");
        rig.join("a", "second", "u");
        assertThat(rig.isExecuting("t")).isFalse();
        assertThat(rig.isExecuting("u")).isTrue();
    }

    @Test
    void givesAWorkerThatComesBackWhatNobodyElseHas() {
        rig.join("a", "", "t", "u");
        rig.workers("b");
        Rig.get(rig.engine.quit("a"));
        rig.pickUp("b", "u");
        assertThat(Rig.revoked(rig.join("a", "", "t", "u"))).containsExactly("u");
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(rig.holder("u")).isEqualTo("b");
    }

    @Test
    void takesATaskThatIsReservedElsewhereForTaken() {
        rig.join("a", "", "t");
        Rig.get(rig.engine.quit("a"));
        rig.workers("b");
        rig.schedule("t");
        assertThat(Rig.revoked(rig.join("a", "", "t"))).containsExactly("t");
        assertThat(rig.holder("t")).isEqualTo("b");
    }

    @Test
    void givesAWorkerWhatIsReservedOnOneThatIsGone() {
        rig.workers("b");
        rig.schedule("t");
        Rig.get(rig.engine.quit("b"));
        assertThat(Rig.revoked(rig.join("a", "", "t"))).isEmpty();
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void saysWhatIsRevokedAtEveryReport() {
        revoke("t");
        assertThat(Rig.revoked(rig.report("a"))).containsExactly("t");
        assertThat(Rig.revoked(rig.report("a"))).containsExactly("t");
    }

    @Test
    void saysItUntilTheWorkerLaysItDown() {
        revoke("t");
        assertThat(Rig.revoked(rig.layDown("a", "t"))).isEmpty();
        assertThat(Rig.revoked(rig.report("a"))).isEmpty();
    }

    @Test
    void leavesARevokedTaskThatIsLaidDownWithItsNewWorker() {
        revoke("t");
        rig.layDown("a", "t");
        assertThat(rig.holder("t")).isEqualTo("b");
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void saysItUntilTheWorkerStatesASetWithoutIt() {
        revoke("t");
        assertThat(Rig.revoked(rig.join("a", ""))).isEmpty();
        assertThat(Rig.revoked(rig.report("a"))).isEmpty();
    }

    @Test
    void doesNotSayItOnceNobodyElseHasIt() {
        revoke("t");
        rig.layDown("b", "t");
        rig.unschedule("t");
        assertThat(Rig.revoked(rig.report("a"))).isEmpty();
    }

    @Test
    void givesARevokedTaskBackToAWorkerThatPicksItUpAgain() {
        revoke("t");
        assertThat(Rig.revoked(rig.pickUp("a", "t"))).isEmpty();
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(Rig.revoked(rig.report("b"))).containsExactly("t");
    }

    @Test
    void appliesWhatIsLaidDownAfterWhatIsPickedUp() {
        rig.workers("a");
        Rig.get(rig.engine.report(Rig.report("a", List.of("t", "u"), List.of("t"))));
        assertThat(rig.isExecuting("t")).isFalse();
        assertThat(rig.holder("t")).isEqualTo("a");
        assertThat(rig.isExecuting("u")).isTrue();
    }

    @Test
    void takesReportsThatAreNumberedInOrder() {
        rig.workers("a");
        assertThat(rig.numbered("a", 41)).isInstanceOf(ReportAnswer.Accepted.class);
        assertThat(rig.numbered("a", 42)).isInstanceOf(ReportAnswer.Accepted.class);
    }

    @Test
    void noticesAGap() {
        rig.workers("a");
        rig.numbered("a", 1);
        assertThat(rig.numbered("a", 3)).isEqualTo(new ReportAnswer.Resync(2));
    }

    @Test
    void noticesAReportThatComesTwice() {
        rig.workers("a");
        rig.numbered("a", 1);
        assertThat(rig.numbered("a", 1)).isEqualTo(new ReportAnswer.Resync(2));
    }

    @Test
    void asksForAResyncUntilThereIsOne() {
        rig.workers("a");
        rig.numbered("a", 1);
        rig.numbered("a", 3);
        assertThat(rig.numbered("a", 2)).isEqualTo(new ReportAnswer.Resync(2));
        assertThat(rig.pickUp("a", "t")).isEqualTo(new ReportAnswer.Resync(2));
        assertThat(rig.holder("t")).isEmpty();
        rig.join("a", "", "t");
        assertThat(rig.numbered("a", 7)).isInstanceOf(ReportAnswer.Accepted.class);
        assertThat(rig.isExecuting("t")).isTrue();
    }

    @Test
    void takesAReportThatIsOutOfStepForASignOfLife() {
        rig.workers("a");
        rig.numbered("a", 1);
        for (int report = 0; report < 3; report++) {
            rig.pass(8000);
            rig.numbered("a", 9);
        }
        assertThat(rig.members()).containsExactly("a");
    }

    @Test
    void putsAWorkerThatComesBackBehindTheOthers() {
        rig.workers("a", "b");
        Rig.get(rig.engine.quit("a"));
        rig.workers("a");
        assertThat(rig.members()).containsExactly("b", "a");
    }

    @Test
    void listsTheWorkersOfAllPurposesInJoinOrder() {
        rig.workers("a");
        Rig.get(rig.engine.join(WorkerAnnouncement.ready("b", "other", Rig.INFO, 0)));
        rig.workers("c");
        assertThat(Rig.get(rig.engine.workers(Optional.empty(), WorkerStatus.MOST_TASKS)))
                .extracting(WorkerStatus::id)
                .containsExactly("a", "b", "c");
    }

    @Test
    void showsTheFirstHundredTasksOfAWorker() {
        rig.workers("a");
        for (int number = 0; number < 150; number++) {
            rig.pickUp("a", "t" + number);
        }
        assertThat(rig.status("a").executing()).isEqualTo(150);
        assertThat(rig.status("a").tasks()).hasSize(100);
    }

    @Test
    void orderBegunByReservationsEndsWithTheNextReport() {
        rig.name("strategy.play", "least-used").workers("a", "b", "c");
        assertThat(List.of(rig.placed("1"), rig.placed("2"), rig.placed("3"), rig.placed("4")))
                .containsExactly("a", "b", "c", "a");
        rig.load("a", 0);
        assertThat(rig.placed("5")).isEqualTo("a");
    }

    @Test
    void aReservationThatIsTakenBackNoLongerCounts() {
        rig.name("strategy.play", "least-used").workers("a", "b");
        rig.schedule("1");
        rig.unschedule("1");
        assertThat(rig.placed("2")).isEqualTo("a");
    }

    @Test
    void reservationsFillNobody() {
        rig.join("a", 0.84);
        for (int number = 0; number < 100; number++) {
            assertThat(rig.placed("t" + number)).isEqualTo("a");
        }
    }

    @Test
    void reservationsCountNothingWhereTheyAreWorthNothing() {
        rig.configure(new Settings(rig.settings().names(), 0, 10_000, 60_000, 50, 100));
        rig.name("strategy.play", "least-used").workers("a", "b");
        rig.schedule("1");
        assertThat(rig.placed("2")).isEqualTo("a");
    }

    /** Has {@code a} believe in a task that {@code b} has. */
    private void revoke(String task) {
        rig.workers("a", "b");
        rig.pickUp("a", task);
        rig.pickUp("b", task);
    }
}
