package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.rooms.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LoadingTest {
    private static final JoinOutcome TRY_AGAIN = new JoinOutcome.Refused("Joining room failed", true);

    private final Scene scene = new Scene();

    @Test
    void isSharedByConcurrentFirstJoins() {
        scene.loading.hold();
        CompletionStage<JoinOutcome> first = scene.joining("a");
        CompletionStage<JoinOutcome> second = scene.joining("b");
        assertThat(first.toCompletableFuture()).isNotDone();
        scene.loading.release();

        assertThat(now(first)).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(now(second)).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.store.reads()).isEqualTo(1);
        assertThat(scene.present()).containsExactly("a", "b");
    }

    @Test
    void happensOnceForARoom() {
        scene.join("a");
        scene.join("b");

        assertThat(scene.store.reads()).isEqualTo(1);
    }

    @Test
    void refusesEveryoneOnceItTakesTooLong() {
        scene.loading.hold();
        CompletionStage<JoinOutcome> first = scene.joining("a");
        CompletionStage<JoinOutcome> second = scene.joining("b");
        scene.timer.advance(Duration.ofMillis(4999));
        assertThat(first.toCompletableFuture()).isNotDone();
        scene.timer.advance(Duration.ofMillis(1));

        assertThat(now(first)).isEqualTo(TRY_AGAIN);
        assertThat(now(second)).isEqualTo(TRY_AGAIN);
        assertThat(scene.rooms.activeRooms()).isEmpty();
    }

    @Test
    void comesToNothingWhereItsAnswerIsLate() {
        scene.loading.hold();
        scene.joining("a");
        scene.timer.advance(Duration.ofSeconds(5));
        scene.loading.release();

        assertThat(scene.rooms.activeRooms()).isEmpty();
        assertThat(scene.placement.pickedUp).isEmpty();
    }

    @Test
    void mayBeTriedAgainAfterTheDatabaseFailed() {
        scene.store.fail(true);
        assertThat(scene.join("a")).isEqualTo(TRY_AGAIN);
        scene.store.fail(false);

        assertThat(scene.join("a")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void failsWithoutADatabase() {
        scene.rooms.unbindStore(scene.store);

        assertThat(scene.join("a")).isEqualTo(TRY_AGAIN);
    }

    @Test
    void usesTheSuccessorOfADatabaseThatCameBeforeTheOldOneWent() {
        StoredRooms successor = new StoredRooms();
        successor.add(ROOM, -1);
        scene.rooms.bindStore(successor);
        scene.rooms.unbindStore(scene.store);

        assertThat(scene.join("a")).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(successor.reads()).isEqualTo(1);
    }

    @Test
    void isNotNeededForARoomThatIsOpenAlready() {
        scene.join("a");
        scene.rooms.unbindStore(scene.store);

        assertThat(scene.join("b")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void failsForGoodWhereThereIsNoSuchRoom() {
        assertThat(now(scene.joining("nowhere", "a", "presenter", "portal-1")))
                .isEqualTo(new JoinOutcome.Refused("Joining room failed", false));
        assertThat(scene.rooms.activeRooms()).isEmpty();
    }

    @Test
    void failsWhereTooManyRoomsAreBeingLoaded() {
        scene.loading.refuse();

        assertThat(scene.join("a")).isEqualTo(TRY_AGAIN);
    }

    @Test
    void isNoHindranceToLeaving() {
        scene.loading.hold();
        CompletionStage<JoinOutcome> joining = scene.joining("a");
        CompletionStage<JoinOutcome> other = scene.joining("b");

        assertThat(scene.leave("a")).isEqualTo(Outcome.DONE);
        assertThat(now(joining)).isEqualTo(TRY_AGAIN);
        scene.loading.release();
        assertThat(now(other)).isInstanceOf(JoinOutcome.Joined.class);
        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void isNoHindranceToDestroying() {
        scene.loading.hold();
        CompletionStage<JoinOutcome> joining = scene.joining("a");

        assertThat(now(scene.rooms.destroy(ROOM))).isEqualTo(Outcome.DONE);
        assertThat(now(joining)).isEqualTo(TRY_AGAIN);
        scene.loading.release();
        assertThat(scene.rooms.activeRooms()).isEmpty();
        assertThat(scene.placement.pickedUp).isEmpty();
    }

    @Test
    void letsNobodySendTexts() {
        scene.loading.hold();
        scene.joining("a");

        assertThat(scene.text("a", "all", "hello")).isEqualTo(new Outcome.Failed("Participant has not joined"));
    }
}
