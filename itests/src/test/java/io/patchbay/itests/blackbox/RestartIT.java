package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of a node that is restarted: in order they go on where they were, after a crash they log in again. */
class RestartIT {
    @TempDir
    private Path folder;

    private static String port(NodeProcess node) {
        return String.valueOf(URI.create(node.url()).getPort());
    }

    private static JsonNode resume(Puppet client, String ticket) throws Exception {
        client.await("disconnect", line -> true);
        client.await("connect", line -> true);
        return client.emit("relogin", ticket);
    }

    private static void expectText(Puppet client, String message) {
        assertThat(client.awaitEvent("text", event -> true).path("message").asText())
                .isEqualTo(message);
    }

    @Test
    void clientsGoOnWhereTheyWereAndLogInAgainAfterACrash() throws Exception {
        Path data = folder.resolve("data");
        NodeProcess node = NodeProcess.start(data);
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token);
                Puppet bob = Puppet.start("socket.io-client-3", "polling").connectTo(token)) {
            JsonNode annIsIn = ann.login(token, "1.2").path(1);
            JsonNode bobIsIn = bob.login(node.rest().token(room, "bob", "presenter"), "1.1")
                    .path(1);
            String bobId = bobIsIn.path("id").asText();
            ann.emit("text", Map.of("to", bobId, "message", "before"));
            expectText(bob, "before");
            bob.close("cut");
            bob.await("disconnect", line -> true);
            bob.await("connect", line -> true);
            ann.emit("text", Map.of("to", bobId, "message", "missed"));

            assertThat(node.terminate()).isLessThan(5_000);
            assertThat(Files.exists(data.resolve("sessions.jsonl"))).isTrue();
            node = NodeProcess.start(data, "--port", port(node));
            assertThat(Files.exists(data.resolve("sessions.jsonl"))).isFalse();

            JsonNode annIsBack = resume(ann, annIsIn.path("reconnectionTicket").asText());
            assertThat(annIsBack.path(0).asText()).as(annIsBack::toString).isEqualTo("ok");
            JsonNode bobIsBack = resume(bob, bobIsIn.path("reconnectionTicket").asText());
            assertThat(bobIsBack.path(0).asText()).as(bobIsBack::toString).isEqualTo("ok");
            expectText(bob, "missed");
            assertThat(ann.emit("text", Map.of("to", bobId, "message", "after"))
                            .path(0)
                            .asText())
                    .isEqualTo("ok");
            expectText(bob, "after");
            assertThat(ann.unawaited()).as("nobody was seen to leave").noneMatch(line -> line.toString()
                    .contains("\"leave\""));

            node.kill();
            node = NodeProcess.start(data, "--port", port(node));
            JsonNode unknown = resume(ann, annIsBack.path(1).asText());
            assertThat(unknown.path(1).asText()).isEqualTo("Client does NOT exist");
        } finally {
            node.close();
        }
    }
}
