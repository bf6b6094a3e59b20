package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A protocol version that is removed while clients use it. */
class RemovedVersionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());
    private String ticket;
    private String token;

    @BeforeEach
    void join() {
        ticket = (String)
                ann.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void leavesItsClientsConnectedWhileTheyWaitForASuccessor() {
        world.uninstall("1.2");

        assertThat(ann.take()).isEmpty();
    }

    @Test
    void leavesThemConnectedWhenTheSuccessorComes() {
        world.uninstall("1.2");
        world.install("1.2", new ProtocolV12());
        world.slots().giveUpWaiting("1.2");

        assertThat(ann.take()).isEmpty();
    }

    @Test
    void cutsThemOffResumablyWhenNoneComesEvenIfNobodySaysAnything() {
        world.uninstall("1.2");
        world.slots().giveUpWaiting("1.2");

        assertThat(ann.take()).containsExactly("closed 1013");
        assertThat(world.rooms().members("r")).containsExactly(ann.id());
    }

    @Test
    void leavesTheClientsOfOtherVersionsAlone() {
        world.uninstall("1.1");
        world.slots().giveUpWaiting("1.1");

        assertThat(ann.take()).isEmpty();
    }

    @Test
    void hasAReturnWaitForTheVersion() {
        FakeClient again = comeBackWithoutTheVersion();
        assertThat(again.take()).isEmpty();
        world.install("1.2", new ProtocolV12());

        assertThat(again.take()).singleElement().asString().startsWith("1 [\"ok\",");
    }

    @Test
    void tellsAReturnWhenToTryAgainAndKeepsItsSession() {
        FakeClient again = comeBackWithoutTheVersion();
        world.slots().giveUpWaiting("1.2");

        List<String> told = again.take();
        assertThat(told.get(0))
                .matches("1 \\[\"error\",\"no protocol '1.2' is installed\",\\{\"retryAfterMillis\":\\d+}]");
        assertThat(world.rooms().members("r")).containsExactly(ann.id());
    }

    @Test
    void hasAnAnswerWaitForTheVersion() {
        world.rooms().textGate().shut();
        ann.say(7, "text", Map.of("to", "all", "message", "hello"));
        world.uninstall("1.2");
        world.rooms().textGate().open();
        assertThat(ann.take()).noneMatch(line -> line.startsWith("7 "));

        world.install("1.2", new ProtocolV12());

        assertThat(ann.take()).contains("7 [\"ok\"]");
    }

    @Test
    void answersInPlainWordsWhenTheVersionDoesNotReturn() {
        world.rooms().textGate().shut();
        ann.say(7, "text", Map.of("to", "all", "message", "hello"));
        world.uninstall("1.2");
        world.rooms().textGate().open();

        world.slots().giveUpWaiting("1.2", Slot.WAIT_WHEN_EMPTY);

        assertThat(ann.take()).contains("7 [\"error\",\"no protocol '1.2' is installed\"]");
    }

    @Test
    void hasALoginWaitForTheVersion() {
        FakeClient bob = almostIn();
        assertThat(bob.take()).isEmpty();

        world.install("1.2", new ProtocolV12());

        assertThat(bob.take()).singleElement().asString().startsWith("1 [\"ok\",");
    }

    @Test
    void letsNobodyInWhoHasGoneWhileItsLoginWaited() {
        FakeClient bob = almostIn();
        bob.cut();

        world.install("1.2", new ProtocolV12());

        assertThat(world.rooms().members("r")).containsExactly(ann.id());
    }

    @Test
    void refusesALoginThatHasWaitedInVainAndLetsItsTokenBeUsedAgain() {
        FakeClient bob = almostIn();

        world.slots().giveUpWaiting("1.2");

        assertThat(bob.take()).contains("1 [\"error\",\"no protocol '1.2' is installed\"]");
        assertThat(world.rooms().members("r")).containsExactly(ann.id());
        world.install("1.2", new ProtocolV12());
        assertThat(new FakeClient(world.context()).loggedIn(token)).isNotEmpty();
    }

    private FakeClient almostIn() {
        token = world.tokens().issue("r", "bob", "presenter");
        FakeClient bob = new FakeClient(world.context());
        world.tokens().useGate().shut();
        bob.say(1, "login", FakeClient.loginData(token));
        world.uninstall("1.2");
        world.tokens().useGate().open();
        return bob;
    }

    private FakeClient comeBackWithoutTheVersion() {
        world.uninstall("1.2");
        world.slots().giveUpWaiting("1.2");
        FakeClient again = new FakeClient(world.context());
        again.say(1, "relogin", ticket);
        return again;
    }
}
