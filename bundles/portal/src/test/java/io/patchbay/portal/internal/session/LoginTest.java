package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.store.StoreException;
import io.patchbay.portal.internal.Bindings;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every step of a login and every error (owt-server, 6.5). */
class LoginTest extends LoginCase {
    @Test
    void letsAClientInAndTellsItEverything() {
        Map<?, ?> result = ann.loggedIn(token);

        assertThat(result.get("id")).isEqualTo(ann.id());
        assertThat(result.get("user")).isEqualTo("ann");
        assertThat(result.get("role")).isEqualTo("presenter");
        assertThat(result.get("reconnectionTicket")).isInstanceOf(String.class);
        assertThat(world.rooms().members("r")).containsExactly(ann.id());
        assertThat(world.tokens().stateOf(token)).isEqualTo("USED");
        assertThat(world.placement().executing()).containsExactly(world.tokens().codeOf(token));
        assertThat(ann.isSettled()).isTrue();
    }

    @Test
    void refusesAClientThatDoesNotSayWhatItIs() {
        ann.say(0, "login", Map.of("token", token, "protocol", "1.2", "userAgent", Map.of("sdk", Map.of("type", "x"))));

        expectRefusal("User agent info is incorrect");
    }

    @Test
    void refusesALoginWithoutData() {
        ann.say(0, "login");

        expectRefusal("User agent info is incorrect");
    }

    @Test
    void refusesALoginWithNull() {
        ann.say(0, "login", (Object) null);

        expectRefusal("User agent info is incorrect");
    }

    @Test
    void refusesAVersionThatNobodyKnows() {
        ann.say(0, "login", FakeClient.loginData(token, "9.9", "5.0"));

        expectUnsupported("Unknown client protocol");
    }

    @Test
    void tellsAClientOfTheGenerationBeforeWhatThereIs() {
        ann.say(0, "login", Map.of("token", token, "userAgent", Map.of("sdk", Map.of("type", "x", "version", "3.4"))));

        expectUnsupported("no protocol 'legacy' is installed");
    }

    @Test
    void refusesTheDeprecatedVersion() {
        ann.say(0, "login", FakeClient.loginData(token, "1.1", "3.5"));

        expectRefusal("Deprecated client version");
    }

    @Test
    void refusesATokenThatIsNone() {
        ann.login("%%%");

        expectRefusal("Malformed token");
    }

    @Test
    void refusesATokenThatSomeoneMadeUp() {
        String forged = Base64.getEncoder()
                .encodeToString(
                        "{\"tokenId\":\"x\",\"host\":\"h\",\"signature\":\"s\"}".getBytes(StandardCharsets.UTF_8));
        ann.login(forged);

        expectRefusal("Invalid token signature");
    }

    @Test
    void refusesATokenWhoseHostWasChanged() {
        String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        ann.login(Base64.getEncoder()
                .encodeToString(text.replace(FakeTokens.HOST, "evil.example:1").getBytes(StandardCharsets.UTF_8)));

        expectRefusal("Invalid token signature");
    }

    @Test
    void refusesATokenWhoseSecurityWasChanged() {
        String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        String changed = text.replace("\"secure\":false", "\"secure\":true");
        assertThat(changed).isNotEqualTo(text);
        ann.login(Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8)));

        expectRefusal("Invalid token signature");
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void readsATokenAsLenientlyAsNode() {
        String url = token.replace('+', '-').replace('/', '_').replace("=", "") + "\n ";
        ann.login(url);

        assertThat(ann.take().get(0)).startsWith("0 [\"ok\"");
    }

    @Test
    void refusesATokenThatIsUsed() {
        new FakeClient(world.context()).loggedIn(token);
        ann.login(token);

        assertThat(ann.take()).containsExactly("0 [\"error\",\"Invalid token\"]", "disconnected");
    }

    @Test
    void refusesATokenThatDoesNotExist() {
        ann.login(world.tokens().present("ffffffffffffffffffffffff"));

        expectRefusal("Invalid token");
    }

    @Test
    void refusesATokenWhoseLifeIsOver() {
        world.tokens().expire(token);
        ann.login(token);

        expectRefusal("Expired");
    }

    @Test
    void letsTheTokenBeUsedAgainWhenTheRoomWasFull() {
        world.rooms().refuse("Room is full", true);
        ann.login(token);
        expectRefusal("Room is full");
        world.rooms().refuseNobody();

        new FakeClient(world.context()).loggedIn(token);
    }

    @Test
    void usesTheTokenUpWhenTheRoleWillNeverDo() {
        world.rooms().refuse("Invalid role", false);
        ann.login(token);

        expectRefusal("Invalid role");
        assertThat(world.tokens().stateOf(token)).isEqualTo("USED");
    }

    @Test
    void handsOnWhatTheSchedulerSays() {
        world.placement()
                .refuse("Failed in scheduling conference worker, reason: No worker available, all in full load.");
        ann.login(token);

        expectRefusal("Failed in scheduling conference worker, reason: No worker available, all in full load.");
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void refusesAtOnceWithoutAPlacement() {
        Bindings.lose(world.neighbours(), world.placement());
        ann.login(token);

        expectRefusal("cluster manager is not ready.");
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void refusesAtOnceWithoutAStore() {
        Bindings.lose(world.neighbours(), world.tokens());
        ann.login(token);

        expectRefusal("Tokens cannot be checked now, try again");
    }

    @Test
    void refusesWhenTheDatabaseIsAway() {
        world.tokens().claimGate().fail(new StoreException("away", true, new IllegalStateException("away")));
        ann.login(token);

        expectRefusal("Tokens cannot be checked now, try again");
    }

    @Test
    void leavesAgainWhenTheDatabaseGoesAwayAtTheLastStep() {
        world.tokens().useGate().fail(new StoreException("away", true, new IllegalStateException("away")));
        ann.login(token);

        expectRefusal("Tokens cannot be checked now, try again");
    }

    @Test
    void refusesWithoutControllers() {
        Bindings.lose(world.neighbours(), world.rooms());
        ann.login(token);

        expectRefusal("Joining room failed");
        assertThat(world.tokens().stateOf(token)).isEqualTo("ISSUED");
    }

    @Test
    void refusesMoreSessionsThanConfigured() {
        try (World small = new World(Map.of("maxSessions", 1), alarms, Runnable::run)) {
            new FakeClient(small.context()).loggedIn(small.tokens().issue("r", "ann", "presenter"));
            FakeClient bob = new FakeClient(small.context());
            bob.login(small.tokens().issue("r", "bob", "presenter"));

            assertThat(bob.take())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("0 [\"error\",\"Portal is full, try again later\",{\"retryAfterMillis\":");
        }
    }

    @Test
    void refusesASecondLoginOnAConnectionInService() {
        ann.loggedIn(token);
        ann.say(1, "login", FakeClient.loginData(token));

        assertThat(ann.take()).containsExactly("1 [\"error\",\"Connection is in service\"]");
        assertThat(ann.isGone()).isFalse();
    }

    @Test
    void refusesASecondLoginWhileTheFirstIsUnderWay() {
        world.rooms().joinGate().shut();
        ann.login(token);
        ann.say(1, "login", FakeClient.loginData(token));
        assertThat(ann.take()).containsExactly("1 [\"error\",\"Connection is in service\"]");

        world.rooms().joinGate().open();

        assertThat(ann.take().get(0)).startsWith("0 [\"ok\"");
    }

    @Test
    void handlesEachRequestOnceAfterASecondLogin() {
        ann.loggedIn(token);
        ann.say(1, "logout");
        ann.take();
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
        ann.say(2, "text", Map.of("to", "all", "message", "once"));

        assertThat(ann.take())
                .containsExactlyInAnyOrder(
                        "text [{\"from\":\"" + ann.id() + "\",\"to\":\"all\",\"message\":\"once\"}]", "2 [\"ok\"]");
    }

    @Test
    void tellsWhatHappensBetweenTheJoinAndTheAnswerAfterTheAnswer() {
        world.tokens().useGate().shut();
        ann.login(token);
        world.rooms().announce("r", new Notification.TextReceived("bob", true, Optional.of("early")));
        assertThat(ann.take()).isEmpty();

        world.tokens().useGate().open();

        assertThat(ann.take())
                .satisfiesExactly(answer -> assertThat(answer).startsWith("0 [\"ok\""), event -> assertThat(event)
                        .startsWith("text [{\"from\":\"bob\""));
    }

    @Test
    void needsNoAnswerIdToRefuse() {
        ann.sayWithoutAck("login", (Object) null);

        assertThat(ann.take()).containsExactly("disconnected");
    }

    @Test
    void saysTheWaitingEventsInOrder() {
        world.tokens().useGate().shut();
        ann.login(token);
        for (int i = 0; i < 5; i++) {
            world.rooms().announce("r", new Notification.ParticipantLeft("p" + i));
        }
        world.tokens().useGate().open();

        List<String> heard = ann.take();
        assertThat(heard.subList(1, heard.size()))
                .extracting(event -> event.replaceAll(".*\"data\":\"(.*)\".*", "$1"))
                .containsExactly("p0", "p1", "p2", "p3", "p4");
    }
}
