package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import io.patchbay.protocol.v10.internal.ProtocolV10;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for clients of every version. */
class EveryVersionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());

    @BeforeEach
    void install() {
        world.install("legacy", new ProtocolLegacy());
        world.install("1.0", new ProtocolV10());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String ticketAfterLogin(String version) {
        Map<String, Object> login =
                new HashMap<>(FakeClient.loginData(world.tokens().issue("r", "ann", "presenter"), version, "3.4"));
        if (version.equals("legacy")) {
            login.remove("protocol");
        }
        ann.say(0, "login", login);
        String answer = ann.take().get(0);
        assertThat(answer).as(version).contains("reconnectionTicket");
        return answer.replaceAll(".*\"reconnectionTicket\":\"([^\"]*)\".*", "$1");
    }

    private void tellAll(int message) {
        world.say("r", new Notification.TextReceived("bob", true, Optional.of(message)));
    }

    private static List<String> numbers(List<String> heard) {
        return heard.stream()
                .filter(line -> line.startsWith("text ") || line.startsWith("custom_message "))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "1.0", "1.1", "1.2"})
    void tellsWhatWasMissedOnceAndInOrderThroughSeveralCuts(String version) {
        String ticket = ticketAfterLogin(version);
        tellAll(1);
        ann.confirm();
        tellAll(2); // into a connection that is dead already
        ann.cut();
        tellAll(3);
        FakeClient second = new FakeClient(world.context());
        second.say(1, "relogin", ticket);
        tellAll(4);
        List<String> heard = second.take();
        assertThat(heard.get(0)).matches("1 \\[\"(ok|success)\",\"[^\"]+\"]");
        assertThat(numbers(heard)).containsExactly("2", "3", "4");

        second.confirm();
        second.cut();
        tellAll(5);
        FakeClient third = new FakeClient(world.context());
        third.say(1, "relogin", heard.get(0).replaceAll(".*,\"([^\"]+)\"]", "$1"));
        assertThat(numbers(third.take())).containsExactly("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "1.0", "1.1", "1.2"})
    void answersARefreshALogoutAndNonsense(String version) {
        ticketAfterLogin(version);
        ann.say(1, "refreshReconnectionTicket");
        ann.say(2, "no-such-event", Map.of());
        ann.say(3, "logout");

        List<String> heard = ann.take();
        assertThat(heard.get(0)).matches("1 \\[\"(ok|success)\",\"[^\"]+\"]");
        assertThat(heard.get(1)).isEqualTo("2 [\"error\",\"Illegal request\"]");
        assertThat(heard.get(2)).matches("3 \\[\"(ok|success)\"]");
        assertThat(world.rooms().members("r")).isEmpty();
    }
}
