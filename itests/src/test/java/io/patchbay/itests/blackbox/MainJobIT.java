package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job, by real clients from npm against the running distribution. */
class MainJobIT {
    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        node = NodeProcess.start(folder.resolve("data"));
    }

    @AfterAll
    static void stopNode() throws Exception {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io-client-3, websocket, 1.2",
        "socket.io-client-3, polling, 1.2",
        "socket.io-client-3, upgrade, 1.1",
        "socket.io-client-4, websocket, 1.1",
        "socket.io-client-4, polling, 1.2",
        "socket.io-client-4, upgrade, 1.2"
    })
    void twoClientsMeetTalkAndPart(String library, String transport, String protocol) throws Exception {
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start(library, transport).connectTo(token);
                Puppet bob = Puppet.start(library, transport).connectTo(token)) {
            JsonNode annIsIn = ann.login(token, protocol);
            assertThat(annIsIn.path(0).asText()).as(annIsIn::toString).isEqualTo("ok");
            String annId = annIsIn.path(1).path("id").asText();

            JsonNode bobIsIn = bob.login(node.rest().token(room, "bob", "viewer"), protocol);
            String bobId = bobIsIn.path(1).path("id").asText();
            assertThat(bobIsIn.path(1).path("room").path("participants").findValuesAsText("user"))
                    .containsExactly("ann", "bob");
            JsonNode joined = ann.awaitEvent(
                    "participant", event -> event.path("action").asText().equals("join"));
            assertThat(joined.path("data").path("id").asText()).isEqualTo(bobId);

            assertThat(ann.emit("text", Map.of("to", bobId, "message", "héllo"))
                            .path(0)
                            .asText())
                    .isEqualTo("ok");
            JsonNode text = bob.awaitEvent("text", event -> true);
            assertThat(text.path("from").asText()).isEqualTo(annId);
            assertThat(text.path("message").asText()).isEqualTo("héllo");

            assertThat(bob.emit("logout").path(0).asText()).isEqualTo("ok");
            JsonNode left = ann.awaitEvent(
                    "participant", event -> event.path("action").asText().equals("leave"));
            assertThat(left.path("data").asText()).isEqualTo(bobId);
        }
    }

    @Test
    void aTokenLetsInOnlyOnce() throws Exception {
        String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
        try (Puppet first = Puppet.start("socket.io-client-4", "websocket").connectTo(token);
                Puppet second = Puppet.start("socket.io-client-3", "upgrade").connectTo(token)) {
            first.login(token, "1.2");

            JsonNode refused = second.login(token, "1.2");

            assertThat(refused.path(0).asText()).isEqualTo("error");
            assertThat(refused.path(1).asText()).isEqualTo("Invalid token");
            assertThat(second.await("disconnect", line -> true).path("reason").asText())
                    .isEqualTo("io server disconnect");
        }
    }
}
