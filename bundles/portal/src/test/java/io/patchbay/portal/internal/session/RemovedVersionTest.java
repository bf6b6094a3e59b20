package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
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

    private FakeClient comeBackWithoutTheVersion() {
        world.uninstall("1.2");
        world.slots().giveUpWaiting("1.2");
        FakeClient again = new FakeClient(world.context());
        again.say(1, "relogin", ticket);
        return again;
    }
}
