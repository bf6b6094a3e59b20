package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.ManualAlarms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** owt-server, 6.6, with the repairs of O2 to O4. */
class ResumeTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world =
            new World(Map.of("reconnectionTimeoutMillis", 60_000L, "maxReplayBytes", 2_000), alarms, Runnable::run);
    private final FakeClient first = new FakeClient(world.context());
    private final String ticket = (String)
            first.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");

    @AfterEach
    void close() {
        world.close();
    }

    private FakeClient client() {
        return new FakeClient(world.context());
    }

    private void tellAll(Object message) {
        world.rooms().announce("r", new Notification.TextReceived("bob", true, Optional.of(message)));
    }

    /** The first ticket, with another value of one of its members. */
    private String changed(String member, String value) {
        String text = new String(Base64.getDecoder().decode(ticket), StandardCharsets.UTF_8);
        String changed = text.replaceAll("(\"" + member + "\":\"?)[^\",]+", "$1" + value);
        assertThat(changed).isNotEqualTo(text);
        return Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8));
    }

    private static String ticketIn(String answer) {
        return answer.replaceAll("^\\d+ \\[\"ok\",\"(.*)\"]$", "$1");
    }

    private static List<String> messages(List<String> heard) {
        List<String> messages = new ArrayList<>();
        for (String line : heard) {
            if (line.startsWith("text ")) {
                messages.add(line.replaceAll(".*\"message\":(.*)}]$", "$1"));
            }
        }
        return messages;
    }

    @Test
    void takesTheSessionOverAfterACut() {
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        String answer = second.take().get(0);
        assertThat(answer).startsWith("1 [\"ok\",\"");
        assertThat(ticketIn(answer)).isNotEqualTo(ticket);
        assertThat(world.rooms().members("r")).containsExactly(first.id());
        second.say(2, "text", Map.of("to", "all", "message", 1));
        assertThat(second.take())
                .contains("text [{\"from\":\"" + first.id() + "\",\"to\":\"all\",\"message\":1}]", "2 [\"ok\"]");
    }

    @Test
    void tellsWhatWasMissedInOrderAndOnce() {
        tellAll("before");
        first.confirm();
        first.cut();
        tellAll(1);
        tellAll(2);
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        tellAll(3);

        List<String> heard = second.take();
        assertThat(heard.get(0)).startsWith("1 [\"ok\"");
        assertThat(messages(heard)).containsExactly("1", "2", "3");
    }

    @Test
    void tellsAgainWhatWentIntoAConnectionThatWasDead() {
        tellAll("received");
        first.confirm();
        tellAll("into");
        tellAll("the");
        tellAll("void");
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(messages(second.take())).containsExactly("\"into\"", "\"the\"", "\"void\"");
        assertThat(first.take()).last().isEqualTo("disconnected");
    }

    @Test
    void takesOverALiveConnectionAndClosesIt() {
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(first.take()).containsExactly("disconnected");
        assertThat(world.rooms().members("r")).containsExactly(first.id());
        alarms.advance(120_000);
        assertThat(world.rooms().members("r")).containsExactly(first.id());
    }

    @Test
    void resumesAgainWithTheTicketOfTheResumption() {
        FakeClient client = first;
        String current = ticket;
        for (int i = 0; i < 3; i++) {
            client.cut();
            client = client();
            client.say(1, "relogin", current);
            current = ticketIn(client.take().get(0));
        }

        assertThat(world.rooms().members("r")).containsExactly(first.id());
    }

    @Test
    void letsExactlyOneOfTwoWin() {
        first.cut();
        FakeClient second = client();
        FakeClient third = client();
        second.say(1, "relogin", ticket);
        third.say(1, "relogin", ticket);

        assertThat(second.take().get(0)).startsWith("1 [\"ok\"");
        second.confirm();
        alarms.advance(200);
        assertThat(third.take()).containsExactly("1 [\"error\",\"Reconnection is not allowed\"]", "disconnected");
        assertThat(second.isGone()).isFalse();
    }

    @Test
    void takesATicketAgainWhoseAnswerWasLost() {
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        second.cut(); // before the answer has arrived
        FakeClient third = client();
        third.say(1, "relogin", ticket);

        assertThat(third.take().get(0)).startsWith("1 [\"ok\"");
        assertThat(world.rooms().members("r")).containsExactly(first.id());
    }

    @Test
    void takesNoTicketAgainWhoseAnswerHasArrived() {
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        second.confirm();
        second.cut();
        FakeClient third = client();
        third.say(1, "relogin", ticket);

        assertThat(third.take()).contains("1 [\"error\",\"Reconnection is not allowed\"]");
    }

    @Test
    void takesTheSessionFromAConnectionThatNeverSaysThatTheAnswerHasArrived() {
        first.cut();
        FakeClient dead = client();
        dead.say(1, "relogin", ticket);
        FakeClient third = client();
        third.say(1, "relogin", ticket);
        assertThat(third.take()).as("while the other may still say so").isEmpty();
        alarms.advance(5_000);

        assertThat(third.take().get(0)).startsWith("1 [\"ok\"");
        assertThat(dead.take()).last().isEqualTo("disconnected");
    }

    @Test
    void tellsWhereTheCountStandsWhenSomethingIsMissing() {
        FakeClient client = client();
        Map<String, Object> login =
                new java.util.HashMap<>(FakeClient.loginData(world.tokens().issue("r", "cat", "presenter")));
        login.put("reconnection", Map.of("ack", "object"));
        client.say(0, "login", login);
        String own = client.take().get(0).replaceAll(".*\"reconnectionTicket\":\"([^\"]*)\".*", "$1");
        client.cut();
        tellAll("one");
        tellAll("two");
        FakeClient second = client();
        second.say(1, "relogin", own);

        assertThat(second.take().get(0)).endsWith("\"seq\":2}],\"seq\":2,\"recovered\":true}]");
    }

    @Test
    void acceptsOlderTicketsUntilOneIsUsed() {
        first.say(1, "refreshReconnectionTicket");
        String refreshed = ticketIn(first.take().get(0));
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        assertThat(second.take().get(0)).startsWith("1 [\"ok\"");
        FakeClient third = client();
        third.say(1, "relogin", refreshed);

        assertThat(third.take()).contains("1 [\"error\",\"Reconnection is not allowed\"]");
    }

    @Test
    void leavesWhenNobodyComesBackInTime() {
        first.cut();
        alarms.advance(59_999);
        assertThat(world.rooms().members("r")).hasSize(1);
        alarms.advance(1);
        assertThat(world.rooms().members("r")).isEmpty();
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(second.take()).containsExactly("1 [\"error\",\"Client does NOT exist\"]", "disconnected");
    }

    @Test
    void givesTheWholeTimeAgainAfterEachResumption() {
        first.cut();
        alarms.advance(50_000);
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        second.cut();
        alarms.advance(59_999);

        assertThat(world.rooms().members("r")).hasSize(1);
    }

    @Test
    void changesNothingByARefusedAttempt() {
        first.cut();
        alarms.advance(30_000);
        FakeClient eve = client();
        eve.say(1, "relogin", changed("notAfter", "9999999999999"));
        assertThat(eve.take()).last().isEqualTo("disconnected");

        alarms.advance(29_999);
        assertThat(world.rooms().members("r")).hasSize(1);
        alarms.advance(1);
        assertThat(world.rooms().members("r")).isEmpty();
    }

    @Test
    void changesNothingByAnAttemptWithAUsedTicket() {
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        second.confirm();
        second.cut();
        alarms.advance(30_000);
        FakeClient eve = client();
        eve.say(1, "relogin", ticket);
        assertThat(eve.take()).containsExactly("1 [\"error\",\"Reconnection is not allowed\"]", "disconnected");

        alarms.advance(29_999);
        assertThat(world.rooms().members("r")).hasSize(1);
        alarms.advance(1);
        assertThat(world.rooms().members("r")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "participantId, zz",
        "ticketId, 0123456789abcdef0123456789abcdef",
        "notBefore, 1",
        "notAfter, 9999999999999"
    })
    void refusesATicketThatSomeoneChanged(String member, String value) {
        FakeClient eve = client();
        eve.say(1, "relogin", changed(member, value));

        assertThat(eve.take())
                .containsExactly("1 [\"error\",\"Invalid reconnection ticket signature\"]", "disconnected");
    }

    @Test
    void refusesATicketWhoseTimeIsOver() {
        alarms.advance(600_001);
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(second.take()).containsExactly("1 [\"error\",\"Ticket is expired\"]", "disconnected");
    }

    @Test
    void refusesATicketThatIsNoText() {
        for (Object data : List.of(1, Map.of("ticket", ticket), List.of(ticket))) {
            FakeClient second = client();
            second.say(1, "relogin", data);
            assertThat(second.take()).contains("1 [\"error\",\"Malformed reconnection ticket\"]");
        }
    }

    @Test
    void refusesAfterALogout() {
        first.say(1, "logout");
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(second.take()).contains("1 [\"error\",\"Client does NOT exist\"]");
    }

    @Test
    void refusesAfterADrop() {
        world.rooms().drop("r", first.id());
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(second.take()).contains("1 [\"error\",\"Client does NOT exist\"]");
    }

    @Test
    void refusesOnAConnectionInService() {
        first.say(1, "relogin", ticket);

        assertThat(first.take()).containsExactly("1 [\"error\",\"Connection is in service\"]");
    }

    @Test
    void tellsAnewWhatTheRoomIsLikeWhereMoreWasMissedThanIsKept() {
        first.cut();
        for (int i = 0; i < 40; i++) {
            tellAll("x".repeat(50));
        }
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        tellAll("after");

        List<String> heard = second.take();
        assertThat(heard.get(0)).startsWith("1 [\"ok\",\"");
        assertThat(heard.get(1))
                .startsWith("room [{\"id\":\"r\",\"views\":[\"common\"],\"participants\":[{\"id\":\"" + first.id());
        assertThat(messages(heard)).containsExactly("\"after\"");
    }

    @Test
    void tellsAnewOnceAndNotAgainAfterTheNextCut() {
        first.cut();
        for (int i = 0; i < 40; i++) {
            tellAll("x".repeat(50));
        }
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        String next = ticketIn(second.take().get(0));
        second.confirm();
        second.cut();
        tellAll("missed");
        FakeClient third = client();
        third.say(1, "relogin", next);

        List<String> heard = third.take();
        assertThat(heard).noneMatch(line -> line.startsWith("room "));
        assertThat(messages(heard)).containsExactly("\"missed\"");
    }

    @Test
    void keepsASessionThatConfirmsHoweverMuchItIsTold() {
        for (int i = 0; i < 100; i++) {
            tellAll("x".repeat(50));
            first.confirm();
        }
        first.cut();
        tellAll("missed");
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        List<String> heard = second.take();
        assertThat(heard).noneMatch(line -> line.startsWith("room "));
        assertThat(messages(heard)).containsExactly("\"missed\"");
    }

    @Test
    void tellsAnewWhereTooMuchIsUncertain() {
        for (int i = 0; i < 100; i++) {
            tellAll("x".repeat(50));
        }
        first.cut();
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(second.take()).hasSize(2).last().asString().startsWith("room ");
    }

    @Test
    void putsWhatWasMissedIntoTheAnswerWhereTheClientWantsThat() {
        FakeClient client = client();
        Map<String, Object> login =
                new java.util.HashMap<>(FakeClient.loginData(world.tokens().issue("r", "cat", "presenter")));
        login.put("reconnection", Map.of("ack", "object"));
        client.say(0, "login", login);
        List<?> arguments = (List<?>) Json.read(client.take().get(0).substring(2))
                .flatMap(value -> value)
                .orElseThrow();
        String own = (String) ((Map<?, ?>) arguments.get(1)).get("reconnectionTicket");
        client.cut();
        tellAll(1);
        tellAll(2);
        FakeClient second = client();
        second.say(1, "relogin", own);
        tellAll(3);

        List<String> heard = second.take();
        assertThat(heard.get(0))
                .contains(
                        "\"messages\":[{\"event\":\"text\",\"data\":{\"from\":\"bob\",\"to\":\"all\",\"message\":1},\"seq\":1}")
                .contains("\"seq\":2}]");
        assertThat(messages(heard)).containsExactly("3");
    }

    @Test
    void saysInTheAnswerThatMoreWasMissedThanIsKept() {
        FakeClient client = client();
        Map<String, Object> login =
                new java.util.HashMap<>(FakeClient.loginData(world.tokens().issue("r", "cat", "presenter")));
        login.put("reconnection", Map.of("ack", "object"));
        client.say(0, "login", login);
        String own = client.take().get(0).replaceAll(".*\"reconnectionTicket\":\"([^\"]*)\".*", "$1");
        client.cut();
        for (int i = 0; i < 40; i++) {
            tellAll("x".repeat(50));
        }
        FakeClient second = client();
        second.say(1, "relogin", own);

        List<String> heard = second.take();
        assertThat(heard.get(0)).matches(".*\"messages\":\\[],\"seq\":\\d+,\"recovered\":false}]");
        assertThat(heard.get(1)).startsWith("room ");
    }

    @Test
    void signsTicketsWithTheStoredKey() {
        Ticket.Reading reading = Ticket.read(ticket, new FakeKeys(), alarms.now());

        assertThat(reading.ticket())
                .hasValueSatisfying(read -> assertThat(read.participant()).isEqualTo(first.id()));
        assertThat(Ticket.read(ticket, otherKeys(), alarms.now()).flaw()).contains(Ticket.Flaw.FORGED);
    }

    private static SigningKeys otherKeys() {
        return new SigningKeys() {
            @Override
            public String sign(Use use, String text) {
                return "other";
            }

            @Override
            public boolean verify(Use use, String text, String signature) {
                return signature.equals("other");
            }
        };
    }
}
