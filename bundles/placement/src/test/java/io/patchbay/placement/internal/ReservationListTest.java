package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Reservation;
import io.patchbay.api.placement.Reservations.Listing;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is reserved, as who looks on is told. */
class ReservationListTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private Listing listing(int limit) {
        return Rig.get(rig.engine.endingSoonest(Optional.of(Rig.PURPOSE), limit));
    }

    private List<String> tasks(int limit) {
        return listing(limit).soonest().stream().map(Reservation::task).toList();
    }

    @Test
    void saysForWhomAndUntilWhenATaskIsReserved() {
        rig.workers("a");
        rig.pass(5_000);
        long now = rig.clock.millis();
        rig.schedule("t", 3_000);

        assertThat(listing(10))
                .isEqualTo(new Listing(
                        1, List.of(new Reservation(Rig.PURPOSE, "t", "a", 1, OptionalLong.of(now), now + 3_000))));
    }

    @Test
    void listsThoseThatEndSoonestAndCountsTheOthers() {
        rig.workers("a");
        rig.schedule("in an hour", 3_600_000);
        rig.schedule("in a day", 86_400_000);
        rig.schedule("in a minute", 60_000);
        rig.schedule("at once", 100);
        rig.schedule("soon", 2_000);

        assertThat(tasks(3)).containsExactly("at once", "soon", "in a minute");
        assertThat(listing(3).count()).isEqualTo(5);
    }

    @Test
    void saysTheSameUntilSomethingHappens() {
        rig.workers("a");
        rig.schedule("t", 60_000);
        Listing before = listing(10);
        rig.pass(1_000);

        assertThat(listing(10)).isEqualTo(before);
    }

    @Test
    void endsLaterByTheTimeInWhichNobodyLed() {
        rig.workers("a");
        rig.schedule("t", 60_000);
        long until = listing(10).soonest().get(0).untilMillis();
        rig.engine.resign(Rig.FIRST_TERM);
        rig.pass(5_000);
        rig.engine.lead(new Mark(2, true));

        assertThat(listing(10).soonest().get(0).untilMillis()).isEqualTo(until + 5_000);
    }

    @Test
    void listsNothingThatIsOver() {
        rig.workers("a");
        rig.schedule("t", 1_000);
        rig.pass(1_100);

        assertThat(listing(10)).isEqualTo(Listing.NONE);
    }

    @Test
    void listsNothingThatIsPickedUp() {
        rig.workers("a");
        rig.placed("t");
        rig.pickUp("a", "t");

        assertThat(listing(10)).isEqualTo(Listing.NONE);
    }

    @Test
    void listsWhatWasLaidDownAndIsStillKept() {
        rig.workers("a");
        rig.schedule("t", 4_000);
        rig.pickUp("a", "t");
        rig.layDown("a", "t");

        assertThat(tasks(10)).containsExactly("t");
    }

    @Test
    void listsWhatWaitsForAWorkerThatIsGone() {
        rig.workers("a");
        rig.placed("t");
        Rig.get(rig.engine.quit("a"));

        assertThat(listing(10).soonest())
                .singleElement()
                .extracting(Reservation::worker)
                .isEqualTo("a");
    }

    @Test
    void doesNotSaySinceWhenOnceSomebodyHasCome() {
        rig.workers("a");
        rig.placed("t");
        Rig.get(rig.engine.confirm(Rig.PURPOSE, "t", "a", 9_000));

        assertThat(listing(10).soonest().get(0).sinceMillis()).isEmpty();
        assertThat(listing(10).soonest().get(0).untilMillis()).isEqualTo(rig.clock.millis() + 9_000);
    }

    @Test
    void tellsOfAllPurposesInOneOrder() {
        rig.workers("a");
        rig.join(new WorkerAnnouncement("s", "sip", Rig.INFO, Rig.READY, Rig.IDLE, Optional.empty(), Optional.empty()));
        rig.schedule("late", 9_000);
        Rig.get(rig.engine.schedule(new ScheduleRequest("sip", "early", Preference.NONE, 3_000)));

        Listing all = Rig.get(rig.engine.endingSoonest(Optional.empty(), 10));
        assertThat(all.soonest()).extracting(Reservation::task).containsExactly("early", "late");
        assertThat(all.count()).isEqualTo(2);
    }

    @Test
    void tellsNothingWhereThisNodeDoesNotLead() {
        rig.workers("a");
        rig.placed("t");
        rig.engine.resign(Rig.FIRST_TERM);

        assertThat(listing(10)).isEqualTo(Listing.NONE);
    }

    @Test
    void knowsNothingOfAPurposeThatNobodyJoinedFor() {
        assertThat(Rig.get(rig.engine.endingSoonest(Optional.of("nothing"), 10)))
                .isEqualTo(Listing.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1_001})
    void listsNoMoreThanMayBeAskedFor(int limit) {
        assertThatThrownBy(() -> listing(limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("limit must be within 1 and 1000 but was " + limit);
    }
}
