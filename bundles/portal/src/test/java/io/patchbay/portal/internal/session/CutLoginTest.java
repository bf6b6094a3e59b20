package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A login that is cut off, or held up, at any of its steps (owt-server, 6.5). */
class CutLoginTest extends LoginCase {
    @Test
    void givesUpWaitingForTheRoomAfterSixSeconds() {
        world.rooms().joinGate().shut();
        ann.login(token);
        alarms.advance(5_999);
        assertThat(ann.take()).isEmpty();

        alarms.advance(1);

        expectRefusal("Timeout to make rpc to " + FakeRooms.WORKER + ".join");
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void leavesARoomThatLetsItInTooLate() {
        world.rooms().joinGate().shut();
        ann.login(token);
        alarms.advance(6_000);

        world.rooms().joinGate().open();

        assertThat(world.rooms().members("r")).isEmpty();
    }

    @Test
    void refusesWhoeverIsThrownOutBeforeTheAnswer() {
        world.tokens().useGate().shut();
        ann.login(token);
        world.rooms().drop("r", ann.id());
        world.tokens().useGate().open();

        expectRefusal("Participant early left");
    }

    /** Where a login can be held up. */
    enum Step {
        CLAIM,
        SCHEDULE,
        JOIN,
        USE
    }

    private Gate gate(Step step) {
        return switch (step) {
            case CLAIM -> world.tokens().claimGate();
            case SCHEDULE -> world.placement().gate();
            case JOIN -> world.rooms().joinGate();
            case USE -> world.tokens().useGate();
        };
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindWhenItIsCutAt(Step step) {
        gate(step).shut();
        ann.login(token);
        assertThat(gate(step).isReached()).isTrue();
        ann.cut();
        gate(step).open();

        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.placement().executing()).isEmpty();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
        new FakeClient(world.context()).loggedIn(token);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindWhenTheClientLogsOutAt(Step step) {
        gate(step).shut();
        ann.login(token);
        ann.say(1, "logout");
        gate(step).open();

        assertThat(ann.take())
                .containsExactly("1 [\"ok\"]", "0 [\"error\",\"Participant early left\"]", "disconnected");
        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @ParameterizedTest
    @EnumSource
    void endsWithinABoundWhateverDoesNotAnswer(Step step) {
        gate(step).shut();
        ann.login(token);
        alarms.advance(15_000);

        assertThat(ann.take()).hasSize(2).last().isEqualTo("disconnected");
        gate(step).open();
        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void leavesNothingBehindWhenTheAnswerDoesNotGoOut() {
        world.tokens().useGate().shut();
        ann.login(token);
        ann.breakSilently(); // nobody has noticed yet
        world.tokens().useGate().open();

        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.placement().executing()).isEmpty();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void doesNotUseTheTokenOfAClientThatWasCutDuringTheJoin() {
        world.rooms().joinGate().shut();
        ann.login(token);
        ann.cut();
        world.tokens().useGate().shut();
        world.rooms().joinGate().open();

        assertThat(world.tokens().useGate().isReached()).isFalse();
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void leavesNoAlarmBehind() {
        int before = alarms.pending();
        ann.loggedIn(token);

        assertThat(alarms.pending() - before).isLessThanOrEqualTo(1); // the codec watch may still tick
    }
}
