package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.JoinOutcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SelfCleanTest {
    private final Scene scene = new Scene();

    private void advanceToJustBefore() {
        scene.timer.advance(Duration.ofMillis(29_999));
        assertThat(scene.rooms.activeRooms()).containsExactly(ROOM);
    }

    private void isCleanedNow() {
        advanceToJustBefore();
        scene.timer.advance(Duration.ofMillis(1));
        assertThat(scene.rooms.activeRooms()).isEmpty();
        assertThat(scene.placement.laidDown).containsExactly(ROOM);
    }

    @Test
    void happensThirtySecondsAfterTheLastOneLeft() {
        scene.join("a");
        scene.join("b");
        scene.leave("a");
        scene.timer.advance(Duration.ofSeconds(60));
        scene.leave("b");

        isCleanedNow();
    }

    @Test
    void happensAfterTheLastOneWasDropped() {
        scene.join("a");
        scene.drop("a");

        isCleanedNow();
    }

    @Test
    void happensAfterThePortalOfTheLastOneWent() {
        scene.join("a");
        scene.rooms.portalWent("portal-1", scene.portal);

        isCleanedNow();
    }

    @Test
    void happensAfterTheOnlyJoinWasRefused() {
        scene.join("a", "king");

        isCleanedNow();
    }

    @Test
    void happensWhereTheOnlyOneLeftBeforeTheRoomWasLoaded() {
        scene.loading.hold();
        scene.joining("a");
        scene.leave("a");
        scene.loading.release();

        isCleanedNow();
    }

    @Test
    void doesNotHappenWhereSomeoneCameMeanwhile() {
        scene.join("a");
        scene.leave("a");
        advanceToJustBefore();
        scene.join("b");
        scene.timer.advance(Duration.ofHours(1));

        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void startsAnewWhereSomeoneCameAndLeft() {
        scene.join("a");
        scene.leave("a");
        scene.timer.advance(Duration.ofSeconds(20));
        scene.join("b");
        scene.leave("b");

        isCleanedNow();
    }

    @Test
    void isNotPutOffByRefusedJoins() {
        scene.join("a");
        scene.leave("a");
        scene.timer.advance(Duration.ofSeconds(20));
        scene.join("b", "king");
        scene.timer.advance(Duration.ofSeconds(10));

        assertThat(scene.rooms.activeRooms()).isEmpty();
    }

    @Test
    void doesNotHappenToOneWhoComesInItsVeryMoment() {
        scene.join("a");
        scene.leave("a");
        scene.pool.hold();
        CompletionStage<JoinOutcome> joining = scene.joining("b");
        scene.timer.advance(Duration.ofSeconds(30));
        scene.pool.release();

        assertThat(Scene.now(joining)).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void givesOneWhoComesJustTooLateANewController() {
        scene.join("a");
        scene.leave("a");
        scene.pool.hold();
        scene.timer.advance(Duration.ofSeconds(30));
        CompletionStage<JoinOutcome> joining = scene.joining("b");
        scene.pool.release();

        assertThat(Scene.now(joining)).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.present()).containsExactly("b");
        assertThat(scene.placement.pickedUp).containsExactly(ROOM, ROOM);
    }

    @Test
    void doesNotComeEarlyBecauseAnOlderOneWasStillWaitingForItsTurn() {
        scene.join("a");
        scene.leave("a");
        scene.pool.hold();
        scene.joining("b");
        scene.rooms.leave(ROOM, "b");
        scene.timer.advance(Duration.ofSeconds(30));
        scene.pool.release();

        advanceToJustBefore();
    }

    @Test
    void takesAsLongAsConfigurationSaysNow() {
        Scene quick = new Scene(new Settings(1000, 10, 100));
        quick.join("a");
        quick.leave("a");
        quick.timer.advance(Duration.ofSeconds(1));

        assertThat(quick.rooms.activeRooms()).isEmpty();
    }
}
