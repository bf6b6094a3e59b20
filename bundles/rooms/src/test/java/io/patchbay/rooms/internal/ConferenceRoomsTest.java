package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.support.cluster.Standby;
import io.patchbay.testing.ManualTimer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ConferenceRoomsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Scene scene = new Scene();

    @Test
    void joinsThePlacementAsAConferenceWorker() {
        WorkerAnnouncement announcement = scene.placement.announcements.get(0);

        assertThat(announcement.purpose()).isEqualTo("conference");
        assertThat(announcement.id()).isEqualTo(scene.rooms.workerId()).matches("conference-[0-9a-f]{20}@host");
        assertThat(announcement.load()).hasValue(0);
        assertThat(announcement.info().maxLoad()).isEqualTo(0.85);
    }

    @Test
    void isReadyOnceTheWorkerHasJoined() {
        assertThat(scene.rooms.blockedBy()).isEmpty();
    }

    @Test
    void isNotReadyWithoutAPlacement() {
        ConferenceRooms alone = new ConferenceRooms(
                "host",
                new Standby("here"),
                new Settings(1, 1, 1),
                new ManualPool(),
                new ManualPool(),
                new ManualTimer(),
                (threads, clock) -> new RecordingWorkers());

        assertThat(alone.blockedBy()).contains("the conference worker has not joined the placement yet");
    }

    @Test
    void isReadyWithoutAPlacementThatTakesItWhereAnotherNodeLeads() {
        ConferenceRooms standingBy = new ConferenceRooms(
                "host",
                new Standby("here"),
                new Settings(1, 1, 1),
                new ManualPool(),
                new ManualPool(),
                new ManualTimer(),
                (threads, clock) -> new RecordingWorkers());
        standingBy.bindStore(scene.store);
        standingBy.bindCluster(new LedElsewhere());

        assertThat(standingBy.blockedBy()).isEmpty();
    }

    @Test
    void isNotReadyWithoutADatabase() {
        scene.rooms.unbindStore(scene.store);

        assertThat(scene.rooms.blockedBy()).contains("there is no database");
    }

    @Test
    void picksARoomUpOnceHoweverManyJoin() {
        scene.join("a");
        scene.join("b");

        assertThat(scene.placement.pickedUp).containsExactly(ROOM);
        assertThat(scene.placement.laidDown).isEmpty();
    }

    @Test
    void laysARoomDownWhenItIsDestroyed() {
        scene.join("a");
        now(scene.rooms.destroy(ROOM));

        assertThat(scene.placement.laidDown).containsExactly(ROOM);
    }

    @Test
    void destroysARoomThatAnotherNodeHasBecauseItIsRevokedAndDoesNotLayItDown() {
        scene.join("a");
        scene.placement.revokeNext(ROOM);
        scene.timer.advance(SECOND);

        assertThat(scene.portal.dropped).containsExactly("a");
        assertThat(scene.rooms.activeRooms()).isEmpty();
        assertThat(scene.placement.laidDown).isEmpty();
    }

    @Test
    void keepsItsRoomsWhileThePlacementIsReplaced() {
        scene.join("a");
        scene.rooms.unbindPlacement(scene.placement);
        scene.timer.advance(SECOND.multipliedBy(10));
        scene.join("b");

        RecordingPlacement successor = new RecordingPlacement();
        scene.rooms.bindPlacement(successor);
        scene.leave("b");
        scene.timer.advance(SECOND);

        assertThat(scene.present()).containsExactly("a");
        assertThat(successor.load).isEqualTo(0.1); // one of ten rooms
    }

    @Test
    void tellsANewPlacementOfTheRoomsItHasMadeWithoutOne() {
        scene.rooms.unbindPlacement(scene.placement);
        scene.join("a");
        scene.rooms.bindPlacement(scene.placement);
        scene.timer.advance(SECOND);

        assertThat(scene.placement
                        .announcements
                        .get(scene.placement.announcements.size() - 1)
                        .tasks())
                .contains(Set.of(ROOM));
    }

    @Test
    void reportsParticipantsOverTheConfiguredMaximumAsItsLoad() {
        Scene wide = new Scene(new Settings(30_000, 1000, 4));
        wide.join("a");
        wide.join("b");
        wide.join("b");
        wide.join("c");
        wide.leave("c");
        wide.timer.advance(SECOND);

        assertThat(wide.placement.load).isEqualTo(0.5);
    }

    @Test
    void reportsRoomsOverTheConfiguredMaximumWhereThatIsMore() {
        scene.join("a");
        scene.timer.advance(SECOND);

        assertThat(scene.placement.load).isEqualTo(0.1);
    }

    @Test
    void reportsNoLoadOnceEveryoneIsGoneHoweverTheyWent() {
        scene.join("a");
        scene.join("b");
        scene.drop("a");
        scene.rooms.portalWent("portal-1", scene.portal);
        scene.timer.advance(Duration.ofSeconds(32));

        assertThat(scene.placement.load).isZero();
    }

    @Test
    void quitsAndRefusesEveryoneOnceItIsClosed() {
        scene.join("a");
        scene.rooms.close();

        assertThat(scene.placement.quits).containsExactly(scene.rooms.workerId());
        assertThat(scene.join("b")).isEqualTo(new JoinOutcome.Refused("Joining room failed", true));
        assertThat(scene.rooms.activeRooms()).isEmpty();
    }

    @Test
    void dropsNobodyWhenItIsClosedBecauseClientsMayResume() {
        scene.join("a");
        scene.rooms.close();

        assertThat(scene.portal.dropped).isEmpty();
    }

    @Test
    void answersThoseWhoWaitWhenItIsClosed() {
        scene.loading.hold();
        CompletionStage<JoinOutcome> joining = scene.joining("a");
        scene.rooms.close();

        assertThat(now(joining)).isEqualTo(new JoinOutcome.Refused("Joining room failed", true));
    }
}
