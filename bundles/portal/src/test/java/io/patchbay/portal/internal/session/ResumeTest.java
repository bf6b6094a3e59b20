package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.SigningKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may come back (owt-server, 6.6), with the repairs of O2 to O4. */
class ResumeTest extends ResumeCase {
    /** The first ticket, with another value of one of its members. */
    private String changed(String member, String value) {
        String text = new String(Base64.getDecoder().decode(ticket), StandardCharsets.UTF_8);
        String changed = text.replaceAll("(\"" + member + "\":\"?)[^\",]+", "$1" + value);
        assertThat(changed).isNotEqualTo(text);
        return Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8));
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
