package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.Outcome;
import io.patchbay.api.rooms.RoomControllers;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Optional<Object> HELLO = Optional.of("hello");

    private final Scene scene = new Scene();

    @BeforeEach
    void join() {
        scene.join("a");
        scene.join("b");
        scene.portal.forget();
    }

    @Test
    void toAllIncludesTheSender() {
        assertThat(scene.text("a", "all", "hello")).isEqualTo(Outcome.DONE);

        Notification expected = new Notification.TextReceived("a", true, HELLO);
        assertThat(scene.portal.toldTo("a")).containsExactly(expected);
        assertThat(scene.portal.toldTo("b")).containsExactly(expected);
    }

    @Test
    void toOneReachesThatOneAlone() {
        assertThat(scene.text("a", "b", "hello")).isEqualTo(Outcome.DONE);

        assertThat(scene.portal.toldTo("b")).containsExactly(new Notification.TextReceived("a", false, HELLO));
        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void toOneselfIsAllowed() {
        assertThat(scene.text("a", "a", "hello")).isEqualTo(Outcome.DONE);
        assertThat(scene.portal.toldTo("a")).hasSize(1);
    }

    @Test
    void fromOneWhoIsNotInFails() {
        assertThat(scene.text("z", "all", "hello")).isEqualTo(new Outcome.Failed("Participant has not joined"));
        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void toOneWhoIsNotInFails() {
        assertThat(scene.text("a", "zz", "hello"))
                .isEqualTo(new Outcome.Failed("Target participant does NOT exist: zz"));
    }

    @Test
    void toATargetOfAnyLengthIsAnsweredWithinABound() {
        Outcome.Failed failed = (Outcome.Failed) scene.text("a", "z".repeat(100_000), "hello");

        assertThat(failed.reason()).hasSizeLessThan(300);
    }

    @Test
    void inAnInactiveRoomFails() {
        assertThat(now(scene.rooms.text("inactive", "a", "all", HELLO)))
                .isEqualTo(new Outcome.Failed("Participant has not joined"));
    }

    @Test
    void mayBeAbsent() {
        now(scene.rooms.text(ROOM, "a", "b", Optional.empty()));

        assertThat(scene.portal.toldTo("b"))
                .containsExactly(new Notification.TextReceived("a", false, Optional.empty()));
    }

    @Test
    void isRefusedWhereTooMuchWaits() {
        scene.pool.hold();
        scene.rooms.leave(ROOM, "nobody"); // whose turn does not come, and no other before it
        for (int i = 0; i < RoomController.MAX_WAITING; i++) {
            scene.rooms.text(ROOM, "a", "b", HELLO);
        }

        assertThat(scene.text("a", "b", "hello")).isEqualTo(new Outcome.Failed("Room is busy"));
    }

    @Test
    void keepsNobodyFromLeavingHoweverMuchOfItWaits() {
        scene.pool.hold();
        scene.rooms.leave(ROOM, "nobody"); // whose turn does not come, and no other before it
        for (int i = 0; i < RoomController.MAX_WAITING; i++) {
            scene.rooms.text(ROOM, "a", "b", HELLO);
        }
        scene.rooms.leave(ROOM, "a");
        scene.pool.release();

        assertThat(scene.present()).containsExactly("b");
    }

    @Test
    void ofTheOperatorReachesEverybodyThoughItIsInNoRoom() {
        assertThat(now(scene.rooms.announce(ROOM, "all", "hello"))).isEqualTo(Outcome.DONE);

        Notification expected = new Notification.TextReceived(RoomControllers.OPERATOR, true, HELLO);
        assertThat(scene.portal.toldTo("a")).containsExactly(expected);
        assertThat(scene.portal.toldTo("b")).containsExactly(expected);
    }

    @Test
    void ofTheOperatorReachesOneAlone() {
        assertThat(now(scene.rooms.announce(ROOM, "b", "hello"))).isEqualTo(Outcome.DONE);

        assertThat(scene.portal.toldTo("b")).hasSize(1);
        assertThat(scene.portal.toldTo("a")).isEmpty();
    }

    @Test
    void ofTheOperatorToARoomThatHasNoControllerFails() {
        assertThat(now(scene.rooms.announce("5b5b5b5b5b5b5b5b5b5b5b5b", "all", "hello")))
                .isInstanceOf(Outcome.Failed.class);
    }
}
