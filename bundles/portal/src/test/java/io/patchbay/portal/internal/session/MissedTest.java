package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients hear that come back (owt-server, 6.6). */
class MissedTest extends ResumeCase {
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
    void tellsAnewWhatTheRoomIsLikeWhereWhatWasMissedIsTooOld() {
        first.cut();
        tellAll("old");
        alarms.advance(30_001);
        FakeClient second = client();
        second.say(1, "relogin", ticket);
        tellAll("after");

        List<String> heard = second.take();
        assertThat(heard.get(1)).startsWith("room [{\"id\":\"r\"");
        assertThat(messages(heard)).containsExactly("\"after\"");
    }

    @Test
    void tellsWhatIsNotTooOld() {
        first.cut();
        alarms.advance(1_000);
        tellAll("old");
        alarms.advance(30_000);
        FakeClient second = client();
        second.say(1, "relogin", ticket);

        assertThat(messages(second.take())).containsExactly("\"old\"");
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
}
