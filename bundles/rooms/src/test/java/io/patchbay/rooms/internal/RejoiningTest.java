package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Joining;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.Permission;
import org.junit.jupiter.api.Test;

/** Participants that were in before their portal went down. */
class RejoiningTest {
    private static final Permission NONE =
            new Permission(new Permission.Media(false, false), new Permission.Media(false, false));

    private final Scene scene = new Scene();

    private JoinOutcome rejoin(String participant) {
        return now(scene.rooms.rejoin(
                ROOM, new Joining(Scene.participant(participant), "portal-1", Attributes.NONE), NONE));
    }

    @Test
    void tellsNobodyBecauseNobodySawItGo() {
        scene.join("ann");
        scene.portal.forget();

        assertThat(rejoin("bob")).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.portal.toldTo("ann")).isEmpty();
        assertThat(scene.present()).containsExactly("ann", "bob");
    }

    @Test
    void givesItsPermissionBack() {
        rejoin("bob");

        assertThat(now(scene.rooms.participants(ROOM)).get(0).permission()).isEqualTo(NONE);
    }

    @Test
    void takesItBackHoweverFullTheRoomIs() {
        scene.store.add(ROOM, 1);
        scene.join("ann");

        assertThat(rejoin("bob")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void tellsOneWhatTheRoomIsLikeNow() {
        scene.join("ann");
        scene.join("bob");
        scene.portal.forget();
        now(scene.rooms.refresh(ROOM, "ann"));

        assertThat(scene.portal.toldTo("bob")).isEmpty();
        assertThat(scene.portal.toldTo("ann"))
                .singleElement()
                .isInstanceOfSatisfying(Notification.RoomRefreshed.class, refreshed -> assertThat(
                                refreshed.room().participants())
                        .containsExactly(Scene.participant("ann"), Scene.participant("bob")));
    }

    @Test
    void tellsNothingToWhoIsNotThere() {
        scene.join("ann");

        assertThat(now(scene.rooms.refresh(ROOM, "bob"))).isEqualTo(new Outcome.Failed("Participant has not joined"));
    }
}
