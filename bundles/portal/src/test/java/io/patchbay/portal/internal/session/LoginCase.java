package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A client that logs in. */
abstract class LoginCase {
    final ManualAlarms alarms = new ManualAlarms();
    final World world = new World(Map.of(), alarms, Runnable::run);
    final FakeClient ann = new FakeClient(world.context());
    final String token = world.tokens().issue("r", "ann", "presenter");

    @AfterEach
    void close() {
        world.close();
    }

    void expectRefusal(String reason) {
        expectAnswer("0 [\"error\",\"" + reason + "\"]");
    }

    void expectUnsupported(String reason) {
        expectAnswer("0 [\"error\",\"" + reason + "\",{\"supported\":[\"1.1\",\"1.2\"]}]");
    }

    void expectAnswer(String answer) {
        assertThat(ann.take()).containsExactly(answer, "disconnected");
        assertThat(world.rooms().members("r")).isEmpty();
        assertThat(world.sessions().count()).isZero();
        assertThat(world.placement().executing()).isEmpty();
    }
}
