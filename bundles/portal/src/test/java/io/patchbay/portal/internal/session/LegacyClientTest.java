package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.rooms.Permission;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that names no version. */
class LegacyClientTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of("maxReplayBytes", 4_000), alarms, Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());

    @BeforeEach
    void join() {
        world.install("legacy", new ProtocolLegacy());
        ann.say(
                0,
                "login",
                Map.of(
                        "token", world.tokens().issue("r", "ann", "presenter"),
                        "userAgent", Map.of("sdk", Map.of("type", "JavaScript", "version", "3.4"))));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void isLetInWithoutNamingAVersion() {
        assertThat(ann.take().get(0)).startsWith("0 [\"success\",{\"clientId\":\"" + ann.id() + "\",\"id\":\"r\"");
    }

    @Test
    void mayNotSayThatItNamesNone() {
        FakeClient eve = new FakeClient(world.context());
        eve.say(
                0,
                "login",
                Map.of(
                        "token", world.tokens().issue("r", "eve", "presenter"),
                        "userAgent", Map.of("sdk", Map.of("type", "JavaScript", "version", "3.4")),
                        "protocol", "legacy"));

        assertThat(eve.take())
                .startsWith("0 [\"error\",\"Unknown client protocol\",{\"supported\":[\"1.1\",\"1.2\"]}]");
    }

    @Test
    void isToldInItsOwnWords() {
        ann.take();
        ann.say(1, "customMessage", Map.of("type", "data", "receiver", "all", "data", "hi"));

        assertThat(ann.take())
                .containsExactlyInAnyOrder(
                        "custom_message [{\"from\":\"" + ann.id() + "\",\"to\":\"all\",\"data\":\"hi\"}]",
                        "1 [\"success\"]");
    }

    @Test
    void keepsItsPlaceThroughNotificationsThatItHasNoWordFor() {
        for (int i = 0; i < 100; i++) { // more than is kept, were they kept
            world.say("r", new Notification.PermissionChanged(Permission.ALL));
        }
        world.say("r", new Notification.TextReceived("bob", true, Optional.of("after")));

        List<String> heard = new ArrayList<>(ann.take());
        assertThat(heard.get(heard.size() - 1)).startsWith("custom_message ").contains("after");
        assertThat(ann.isGone()).isFalse();
    }
}
