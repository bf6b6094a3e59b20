package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.Outcome;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final Outcome NOT_JOINED = new Outcome.Failed("Participant has not joined");
    private static final Notification A_LEFT = new Notification.ParticipantLeft("a");

    private final Scene scene = new Scene();

    @Test
    void tellsAllThatRemain() {
        scene.join("a");
        scene.join("b");
        scene.join("c");
        scene.portal.forget();

        assertThat(scene.leave("a")).isEqualTo(Outcome.DONE);
        assertThat(scene.portal.toldTo("b")).containsExactly(A_LEFT);
        assertThat(scene.portal.toldTo("c")).containsExactly(A_LEFT);
        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void failsForOneWhoIsNotIn() {
        scene.join("a");

        assertThat(scene.leave("b")).isEqualTo(NOT_JOINED);
    }

    @Test
    void failsInAnInactiveRoom() {
        assertThat(scene.leave("a")).isEqualTo(NOT_JOINED);
        assertThat(scene.rooms.activeRooms()).isEmpty();
    }

    @Test
    void isToldOnceHoweverOftenItHappens() {
        scene.join("a");
        scene.join("b");
        scene.portal.forget();
        scene.drop("a");
        scene.leave("a"); // the portal's answer to the drop

        assertThat(scene.portal.toldTo("b")).containsExactly(A_LEFT);
    }

    @Test
    void isToldNothingAfterwards() {
        scene.join("a");
        scene.join("b");
        scene.leave("a");
        scene.portal.forget();
        scene.text("b", "all", "hello");

        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void droppingTellsThePortalAndTheOthers() {
        scene.join("a");
        scene.join("b");
        scene.portal.forget();

        assertThat(scene.drop("a")).isEqualTo(Outcome.DONE);
        assertThat(scene.portal.dropped).containsExactly("a");
        assertThat(scene.portal.toldTo("b")).containsExactly(A_LEFT);
        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void droppingFailsForOneWhoIsNotIn() {
        scene.join("a");

        assertThat(scene.drop("b")).isEqualTo(new Outcome.Failed("Participant does NOT exist"));
        assertThat(scene.portal.dropped).isEmpty();
    }

    @Test
    void droppingFailsInAnInactiveRoom() {
        assertThat(scene.drop("a")).isEqualTo(new Outcome.Failed("Participant does NOT exist"));
    }

    @Test
    void destroyingDropsEveryoneAndClosesTheRoom() {
        scene.join("a");
        scene.join("b");
        scene.portal.forget();

        assertThat(now(scene.rooms.destroy(ROOM))).isEqualTo(Outcome.DONE);
        assertThat(scene.portal.dropped).containsExactly("a", "b");
        assertThat(scene.rooms.activeRooms()).isEmpty();
        assertThat(scene.leave("a")).isEqualTo(NOT_JOINED);
    }

    @Test
    void destroyingAnInactiveRoomIsDone() {
        assertThat(now(scene.rooms.destroy("inactive"))).isEqualTo(Outcome.DONE);
    }

    @Test
    void aRoomOpensAgainAfterItWasDestroyed() {
        scene.join("a");
        now(scene.rooms.destroy(ROOM));
        scene.join("b");

        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void losingAPortalRemovesItsParticipantsAndTellsTheOthersOnce() {
        RecordingPortal other = new RecordingPortal("portal-2");
        scene.rooms.portalCame("portal-2", other);
        scene.join("a");
        scene.joinAt("portal-2", "b");
        scene.joinAt("portal-2", "c");
        scene.portal.forget();
        scene.rooms.portalWent("portal-2", other);
        scene.leave("b");

        assertThat(scene.present()).containsExactly("a");
        assertThat(scene.portal.toldTo("a"))
                .containsExactly(new Notification.ParticipantLeft("b"), new Notification.ParticipantLeft("c"));
    }

    @Test
    void tellsAPortalThatComesBackNothingForThoseItHasLost() {
        scene.join("a");
        scene.text("a", "all", "hello");
        scene.portal.forget();
        scene.rooms.portalWent("portal-1", scene.portal);
        scene.rooms.portalCame("portal-1", scene.portal);
        scene.join("b");

        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void keepsTheParticipantsOfAPortalWhoseSuccessorCameFirst() {
        RecordingPortal successor = new RecordingPortal("portal-1");
        scene.join("a");
        scene.rooms.portalCame("portal-1", successor);
        scene.rooms.portalWent("portal-1", scene.portal);
        scene.join("b");

        assertThat(scene.present()).containsExactly("a", "b");
        assertThat(successor.toldTo("a")).hasSize(1);
    }
}
