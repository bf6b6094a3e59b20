package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static io.patchbay.rooms.internal.Scene.participant;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.ParticipantDetail;
import io.patchbay.api.rooms.Permission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private final Scene scene = new Scene();

    @Test
    void answersWithARoomThatIncludesTheJoiner() {
        scene.join("a");
        JoinOutcome.Joined joined = (JoinOutcome.Joined) scene.join("b");

        assertThat(joined.room().id()).isEqualTo(ROOM);
        assertThat(joined.room().participants()).containsExactly(participant("a"), participant("b"));
        assertThat(joined.room().views()).containsExactly("common", "other");
        assertThat(joined.room().streams()).isEmpty();
    }

    @Test
    void grantsThePermissionOfTheRole() {
        assertThat(((JoinOutcome.Joined) scene.join("a", "presenter")).permission())
                .isEqualTo(Permission.ALL);
        assertThat(((JoinOutcome.Joined) scene.join("b", "viewer")).permission())
                .isEqualTo(new Permission(new Permission.Media(false, false), new Permission.Media(true, true)));
    }

    @Test
    void tellsTheOthersAndNotTheJoiner() {
        scene.join("a");
        scene.join("b");
        scene.join("c");

        assertThat(scene.portal.toldTo("a"))
                .containsExactly(
                        new Notification.ParticipantJoined(participant("b")),
                        new Notification.ParticipantJoined(participant("c")));
        assertThat(scene.portal.toldTo("c")).isEmpty();
    }

    @Test
    void tellsNobodyWhereTheRoomDoesNotAnnounceParticipants() {
        scene.store.add(ROOM, Map.of("notifying", Map.of("participantActivities", false)));
        scene.join("a");
        scene.join("b");
        scene.leave("b");

        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void tellsThoseAtEveryPortal() {
        RecordingPortal other = new RecordingPortal("portal-2");
        scene.rooms.portalCame("portal-2", other);
        scene.join("a");
        scene.joinAt("portal-2", "b");
        scene.join("c");

        assertThat(other.toldTo("b")).containsExactly(new Notification.ParticipantJoined(participant("c")));
        assertThat(scene.portal.toldTo("b")).isEmpty();
    }

    @Test
    void tellsAPortalOnceForAllItsParticipants() {
        scene.join("a");
        scene.join("b");
        scene.portal.forget();
        scene.join("c");

        assertThat(scene.portal.groups).containsExactly(List.of("a", "b"));
    }

    @Test
    void tellsTheOthersAlthoughOnePortalFails() {
        RecordingPortal broken = new RecordingPortal("portal-0");
        broken.breakDown();
        scene.rooms.portalCame("portal-0", broken);
        scene.joinAt("portal-0", "z");
        scene.join("a");
        scene.join("b");

        assertThat(scene.portal.toldTo("a")).containsExactly(new Notification.ParticipantJoined(participant("b")));
    }

    @Test
    void refusesOneMoreThanTheLimit() {
        scene.store.add(ROOM, 2);
        scene.join("a");
        assertThat(scene.join("b")).isInstanceOf(JoinOutcome.Joined.class);

        assertThat(scene.join("c")).isEqualTo(new JoinOutcome.Refused("Room is full", true));
        assertThat(scene.present()).containsExactly("a", "b");
    }

    @Test
    void takesAnotherOnceSomeoneHasLeft() {
        scene.store.add(ROOM, 1);
        scene.join("a");
        scene.leave("a");

        assertThat(scene.join("b")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void takesAnyNumberWhereTheLimitIsZeroOrNegative() {
        scene.store.add(ROOM, 0);

        assertThat(scene.join("a")).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.join("b")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void refusesARoleThatTheRoomHasNot() {
        assertThat(scene.join("a", "king")).isEqualTo(new JoinOutcome.Refused("Invalid role", false));
        assertThat(scene.present()).isEmpty();
    }

    @Test
    void saysThatTheRoomIsFullBeforeItLooksAtTheRole() {
        scene.store.add(ROOM, 1);
        scene.join("a");

        assertThat(scene.join("b", "king")).isEqualTo(new JoinOutcome.Refused("Room is full", true));
    }

    @Test
    void tellsNobodyOfARefusedJoin() {
        scene.join("a");
        scene.join("b", "king");

        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void replacesTheEntryOfOneWhoJoinsAgain() {
        scene.join("a");
        scene.join("b");
        JoinOutcome.Joined again = (JoinOutcome.Joined) scene.join("a", "viewer");

        assertThat(again.room().participants()).hasSize(2);
        assertThat(now(scene.rooms.participants(ROOM)))
                .extracting(detail -> detail.participant().role())
                .containsExactly("viewer", "presenter");
        assertThat(scene.portal.toldTo("a")).hasSize(1); // of b, not of itself
    }

    @Test
    void letsOneJoinAgainWhereTheRoomIsFull() {
        scene.store.add(ROOM, 1);
        scene.join("a");

        assertThat(scene.join("a")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void tellsTheNewPortalOfOneWhoJoinsAgain() {
        RecordingPortal other = new RecordingPortal("portal-2");
        scene.rooms.portalCame("portal-2", other);
        scene.join("a");
        scene.joinAt("portal-2", "a");
        scene.join("b");

        assertThat(other.toldTo("a")).containsExactly(new Notification.ParticipantJoined(participant("b")));
        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void refusesOneWhosePortalIsNotThere() {
        assertThat(scene.joinAt("portal-9", "a")).isEqualTo(new JoinOutcome.Refused("Joining room failed", true));
        assertThat(scene.present()).isEmpty();
    }

    @Test
    void refusesIdsThatAreNone() {
        assertThat(scene.join("a b")).isEqualTo(new JoinOutcome.Refused("Joining room failed", false));
        assertThat(now(scene.joining("", "a", "presenter", "portal-1")))
                .isEqualTo(new JoinOutcome.Refused("Joining room failed", false));
    }

    @Test
    void refusesARoomBeyondTheNumberThatThisNodeHolds() {
        Scene small = new Scene(new Settings(30_000, 1, 100));
        small.store.add("other", -1);
        small.join("a");

        CompletionStage<JoinOutcome> second = small.joining("other", "b", "presenter", "portal-1");
        assertThat(now(second)).isEqualTo(new JoinOutcome.Refused("Joining room failed", true));
        assertThat(small.join("c")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void makesPlaceForARoomOnceAnotherHasClosed() {
        Scene small = new Scene(new Settings(30_000, 1, 100));
        small.store.add("other", -1);
        small.join("a");
        now(small.rooms.destroy(ROOM));

        assertThat(now(small.joining("other", "b", "presenter", "portal-1"))).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void listsParticipantsWithTheirPermissionInTheOrderOfJoining() {
        scene.join("b");
        scene.join("a", "viewer");

        List<ParticipantDetail> details = now(scene.rooms.participants(ROOM));
        assertThat(details).extracting(detail -> detail.participant().id()).containsExactly("b", "a");
        assertThat(details.get(0).permission()).isEqualTo(Permission.ALL);
    }

    @Test
    void listsNobodyOfAnInactiveRoom() {
        assertThat(now(scene.rooms.participants("inactive"))).isEmpty();
    }
}
