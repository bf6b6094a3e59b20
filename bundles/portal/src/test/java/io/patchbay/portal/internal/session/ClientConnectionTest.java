package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.Bindings;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** owt-server, 6.3 and 6.7: what a client may ask, and when. */
class ClientConnectionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of("maxRequestsAtOnce", 2), alarms, Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());
    private final FakeClient bob = new FakeClient(world.context());

    @AfterEach
    void close() {
        world.close();
    }

    private String token(String user) {
        return world.tokens().issue("r", user, "presenter");
    }

    private void join(FakeClient... clients) {
        for (FakeClient client : clients) {
            client.loggedIn(token("user"));
        }
        for (FakeClient client : clients) {
            client.take();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "logout", "refreshReconnectionTicket", "publish", "soac", "no-such-event", ""})
    void answersEverythingBeforeTheLoginWithAnError(String event) {
        ann.say(7, event, (Object) null);

        assertThat(ann.take()).containsExactly("7 [\"error\",\"Illegal request\"]");
    }

    @Test
    void sendsATextToAllAndAnswers() {
        join(ann, bob);
        ann.say(1, "text", Map.of("to", "all", "message", "hello"));

        assertThat(bob.take())
                .containsExactly("text [{\"from\":\"" + ann.id() + "\",\"to\":\"all\",\"message\":\"hello\"}]");
        assertThat(ann.take())
                .containsExactlyInAnyOrder(
                        "text [{\"from\":\"" + ann.id() + "\",\"to\":\"all\",\"message\":\"hello\"}]", "1 [\"ok\"]");
    }

    @Test
    void sendsATextToOne() {
        join(ann, bob);
        ann.say(1, "text", Map.of("to", bob.id(), "message", List.of(1, Map.of("a", true))));

        assertThat(bob.take())
                .containsExactly("text [{\"from\":\"" + ann.id() + "\",\"to\":\"me\",\"message\":[1,{\"a\":true}]}]");
        assertThat(ann.take()).containsExactly("1 [\"ok\"]");
    }

    @Test
    void refusesATextToNobody() {
        join(ann);
        for (Object data : Arrays.asList(null, 1, "all", Map.of(), Map.of("to", ""), Map.of("to", 5))) {
            ann.say(1, "text", data);
            assertThat(ann.take()).containsExactly("1 [\"error\",\"Invalid receiver\"]");
        }
    }

    @Test
    void handsOnWhatTheRoomSays() {
        join(ann);
        ann.say(1, "text", Map.of("to", "zz", "message", "m"));

        assertThat(ann.take()).containsExactly("1 [\"error\",\"Target participant does NOT exist: zz\"]");
    }

    @Test
    void givesUpWaitingForTheRoomAfterFourSeconds() {
        join(ann);
        world.rooms().textGate().shut();
        ann.say(1, "text", Map.of("to", "all"));
        alarms.advance(4_000);

        assertThat(ann.take())
                .containsExactly("1 [\"error\",\"Timeout to make rpc to " + FakeRooms.WORKER + ".text\"]");
    }

    @Test
    void refusesMoreRequestsAtOnceThanConfigured() {
        join(ann);
        world.rooms().textGate().shut();
        for (int i = 0; i < 3; i++) {
            ann.say(i, "text", Map.of("to", "all"));
        }

        assertThat(ann.take()).containsExactly("2 [\"error\",\"Too many requests at once\"]");
        world.rooms().textGate().open();
        ann.take();
        ann.say(4, "text", Map.of("to", "all"));
        assertThat(ann.take()).contains("4 [\"ok\"]");
    }

    @Test
    void refusesAnEventThatTheVersionDoesNotKnow() {
        join(ann);
        ann.say(1, "customMessage", Map.of());

        assertThat(ann.take()).containsExactly("1 [\"error\",\"Illegal request\"]");
    }

    @Test
    void logsOutAndTellsTheOthersOnce() {
        join(ann, bob);
        String code = world.placement().executing().iterator().next();
        ann.say(1, "logout");

        assertThat(ann.take()).containsExactly("1 [\"ok\"]");
        assertThat(bob.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"" + ann.id() + "\"}]");
        assertThat(world.placement().executing()).hasSize(1);
        assertThat(ann.isGone()).isFalse();
        assertThat(ann.isSettled()).isFalse();
        ann.cut();
        assertThat(bob.take()).isEmpty();
        assertThat(code).isNotEmpty();
    }

    @Test
    void answersAfterTheLogoutWithAnError() {
        join(ann);
        ann.say(1, "logout");
        ann.say(2, "logout");
        ann.say(3, "text", Map.of("to", "all"));

        assertThat(ann.take())
                .containsExactly(
                        "1 [\"ok\"]", "2 [\"error\",\"Illegal request\"]", "3 [\"error\",\"Illegal request\"]");
    }

    @Test
    void dropsAClientWithAWord() {
        join(ann, bob);
        world.rooms().drop("r", ann.id());

        assertThat(ann.take()).containsExactly("drop [null]", "disconnected");
        assertThat(bob.take()).containsExactly("participant [{\"action\":\"leave\",\"data\":\"" + ann.id() + "\"}]");
        assertThat(world.sessions().find(ann.id())).isEmpty();
        assertThat(world.placement().executing()).hasSize(1);
    }

    @Test
    void dropsEveryoneWhoseControllersAreGone() {
        join(ann);
        Bindings.lose(world.neighbours(), world.rooms());

        assertThat(ann.take()).containsExactly("drop [null]", "disconnected");
    }

    @Test
    void refreshesTheTicket() {
        join(ann);
        ann.say(1, "refreshReconnectionTicket");

        assertThat(ann.take().get(0)).matches("1 \\[\"ok\",\"[A-Za-z0-9+/=]{100,}\"]");
    }

    @Test
    void refreshesNoTicketWhereNothingCanBeResumed() {
        try (World hasty = new World(Map.of("reconnectionTimeoutMillis", 0L), alarms, Runnable::run)) {
            FakeClient client = new FakeClient(hasty.context());
            client.loggedIn(hasty.tokens().issue("r", "ann", "presenter"));
            client.say(1, "refreshReconnectionTicket");

            assertThat(client.take()).containsExactly("1 [\"error\",\"Reconnection is not enabled.\"]");
        }
    }

    @Test
    void leavesAtOnceWhereNothingCanBeResumed() {
        try (World hasty = new World(Map.of("reconnectionTimeoutMillis", 0L), alarms, Runnable::run)) {
            FakeClient client = new FakeClient(hasty.context());
            client.loggedIn(hasty.tokens().issue("r", "ann", "presenter"));
            client.cut();

            assertThat(hasty.rooms().members("r")).isEmpty();
        }
    }

    @Test
    void passesOverIdsThatItDoesNotHold() {
        join(ann);
        world.sessions().notify(List.of("nobody"), new io.patchbay.api.portal.Notification.Dropped());
        world.sessions().drop("nobody");

        assertThat(ann.take()).isEmpty();
    }

    @Test
    void letsNobodyInWhenThePortalCloses() {
        world.sessions().close();

        FakeClient late = new FakeClient(world.context());
        late.login(token("late"));
        assertThat(late.take())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("0 [\"error\",\"Portal is going down, try again\",{\"retryAfterMillis\":");
    }
}
