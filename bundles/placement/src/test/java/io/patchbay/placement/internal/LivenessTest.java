package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.TaskStatus;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final long BOUND = 10_000;

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysWhenAWorkerLastReportedTheSameUntilItDoesAgain() {
        rig.workers("a");
        long joined = rig.clock.millis();
        rig.pass(2_000);

        assertThat(rig.status("a").reportedAtMillis()).isEqualTo(joined);
        assertThat(rig.status("a").silentMillis()).isEqualTo(2_000);
    }

    @Test
    void namesAsManyTasksAsAreAskedFor() {
        rig.workers("a");
        rig.pickUp("a", "one", "two");

        assertThat(Rig.get(rig.engine.workers(Optional.of(Rig.PURPOSE), 1)))
                .singleElement()
                .satisfies(worker -> {
                    assertThat(worker.tasks()).hasSize(1);
                    assertThat(worker.executing()).isEqualTo(2);
                });
    }

    @Test
    void removesAWorkerThatWasSilentForTheBound() {
        rig.workers("a");
        rig.pass(BOUND + 1100);
        assertThat(rig.members()).isEmpty();
        assertThat(rig.counters().silenced()).isEqualTo(1);
    }

    @Test
    void removesNobodyBeforeTheBound() {
        rig.workers("a");
        rig.pass(BOUND - 100);
        assertThat(rig.members()).containsExactly("a");
    }

    @Test
    void takesEveryReportForASignOfLife() {
        rig.workers("a");
        for (int report = 0; report < 4; report++) {
            rig.pass(BOUND - 1000);
            rig.report("a");
        }
        assertThat(rig.members()).containsExactly("a");
    }

    @Test
    void doesNotKnowARemovedWorkerUntilItJoins() {
        rig.workers("a");
        rig.pass(BOUND + 1100);
        assertThat(rig.report("a")).isEqualTo(new ReportAnswer.Unknown());
        assertThat(rig.join("a", 0)).isInstanceOf(ReportAnswer.Accepted.class);
    }

    @Test
    void forgetsWhatARemovedWorkerExecuted() {
        rig.workers("a");
        rig.pickUp("a", "t");
        rig.pass(BOUND + 1100);
        assertThat(rig.find("t")).isEqualTo(new TaskStatus.NoSuchTask());
    }

    @Test
    void removesNobodyForThePauseOfTheProcessItself() {
        rig.workers("a");
        rig.clock.advance(30_000); // stopped and continued: no tick in between
        rig.engine.tick();
        rig.pass(BOUND - 1000); // within one bound after waking
        rig.report("a");
        rig.pass(BOUND - 1000);
        assertThat(rig.members()).containsExactly("a");
    }

    @Test
    void removesWhoeverIsSilentForABoundAfterAPause() {
        rig.workers("a");
        rig.clock.advance(30_000);
        rig.engine.tick();
        rig.pass(BOUND + 1100);
        assertThat(rig.members()).isEmpty();
    }

    @Test
    void endsNoReservationForThePauseOfTheProcess() {
        rig.workers("a");
        rig.schedule("t", 5000);
        rig.clock.advance(30_000);
        rig.engine.tick();
        rig.pass(4000);
        assertThat(rig.holder("t")).isEqualTo("a");
    }

    @Test
    void tellsHowLongAWorkerHasBeenSilent() {
        rig.workers("a");
        rig.pass(3000);
        assertThat(rig.status("a").silentMillis()).isEqualTo(3000);
    }

    @Test
    void followsAnotherBoundWithoutARestart() {
        rig.workers("a");
        Settings settings = rig.settings();
        rig.configure(new Settings(settings.names(), 0.01, 3000, 60_000, 50, 100));
        rig.pass(4100);
        assertThat(rig.members()).isEmpty();
    }
}
