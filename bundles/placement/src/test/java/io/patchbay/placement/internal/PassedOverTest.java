package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that are given nothing new for now, because they may be gone. */
class PassedOverTest {
    private static final long OVERDUE_MILLIS = 1_500;
    private static final long QUIET_MILLIS = 4_500; // with the second in which it is noticed

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void whoCouldNotBeReachedIsGivenNothingNew() {
        join("a", 8, "duel");
        join("b", 8, "duel");
        assertThat(rig.placed("one")).isEqualTo("a");
        rig.pass(OVERDUE_MILLIS);
        assertThat(passOver("a")).isTrue();
        assertThat(rig.placed("two")).isEqualTo("b");
    }

    @Test
    void whoHasJustReportedIsThereWhateverIsSaid() {
        join("a", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        rig.report("a");
        assertThat(passOver("a")).isFalse();
        assertThat(rig.placed("one")).isEqualTo("a");
    }

    @Test
    void whoCouldNotBeReachedKeepsWhatItHas() {
        join("a", 8, "duel");
        rig.schedule("one");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        assertThat(rig.holder("one")).isEqualTo("a");
    }

    @Test
    void theNextReportMakesUpForIt() {
        join("a", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        assertThat(rig.refused("one").code()).isEqualTo(RefusalCode.FULL);
        rig.report("a");
        assertThat(rig.placed("one")).isEqualTo("a");
    }

    @Test
    void joiningAgainMakesUpForItToo() {
        join("a", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        join("a", 8, "duel");
        assertThat(rig.placed("one")).isEqualTo("a");
    }

    @Test
    void aNodeThatCouldNotListenHoldsNothingAgainstAnybody() {
        join("a", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        rig.engine.resign(Rig.FIRST_TERM);
        rig.engine.lead(new Mark(2, true));
        rig.pass(100);
        assertThat(rig.placed("one")).isEqualTo("a");
    }

    @Test
    void nobodyIsPassedOverWhoIsNotThere() {
        join("a", 8, "duel");
        assertThat(passOver("b")).isFalse();
    }

    @Test
    void whoIsSilentIsPassedOverWhereAnotherIsOfTheSameKind() {
        join("silent", 8, "duel");
        join("b", 8, "duel");
        passWithReportsOf("b");
        assertThat(rig.placed("one")).isEqualTo("b");
    }

    @Test
    void whoIsSilentStillServesWhatNobodyElseDoes() {
        join("silent", 8, "duel");
        join("b", 8, "race");
        passWithReportsOf("b");
        assertThat(rig.placed("one"))
                .isEqualTo("silent"); // whose turn it is by the strategy: the one that joined first
    }

    @Test
    void whoIsSilentServesOnceTheOthersAreFull() {
        join("silent", 8, "duel");
        join("b", 1, "duel");
        rig.report("b");
        passWithReportsOf("b");
        assertThat(rig.placed("one")).isEqualTo("b");
        rig.pass(1_000);
        assertThat(rig.placed("two")).isEqualTo("silent");
    }

    @Test
    void whoCountsNoSeatsMayBeSilent() {
        rig.workers("silent", "b");
        passWithReportsOf("b");
        assertThat(rig.placed("one")).isEqualTo("silent");
    }

    @Test
    void isSeenAsNotReachedUntilItsNextReport() {
        join("a", 8, "duel");
        join("b", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        assertThat(rig.status("a").passedOver()).contains(PassedOver.UNREACHED);
        passWithReportsOf("b");
        assertThat(rig.status("a").passedOver()).contains(PassedOver.UNREACHED);
        rig.report("a");
        assertThat(rig.status("a").passedOver()).isEmpty();
    }

    @Test
    void isSeenAsSilentUntilItsNextReport() {
        join("silent", 8, "duel");
        join("b", 8, "duel");
        assertThat(rig.status("silent").passedOver()).isEmpty();
        passWithReportsOf("b");
        assertThat(rig.status("silent").passedOver()).contains(PassedOver.SILENT);
        rig.report("silent");
        assertThat(rig.status("silent").passedOver()).isEmpty();
    }

    @Test
    void isExplainedByWhatItIsPassedOverFor() {
        join("a", 8, "duel");
        rig.pass(OVERDUE_MILLIS);
        passOver("a");
        assertThat(Rig.get(rig.engine.explain(Rig.request("one", 0))).workers())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.reason())
                        .isEqualTo("it was not reached, and is passed over until its next report"));
    }

    private void join(String id, int seats, String kind) {
        rig.join(Rig.announcement(
                id, WorkerInfo.of(0.85, Attributes.of("kind", List.of(kind))).withSeats(seats), 0));
    }

    private boolean passOver(String id) {
        return Rig.get(rig.engine.passOver(Rig.PURPOSE, id));
    }

    private void passWithReportsOf(String id) {
        for (long passed = 0; passed < QUIET_MILLIS; passed += 500) {
            rig.pass(500);
            rig.report(id);
        }
    }
}
