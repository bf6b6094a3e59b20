package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing and subscribing with the media worker of the examples, by real clients against the running distribution. */
class MediaIT {
    private static final Path EXAMPLE = Path.of("..", "examples", "media-worker", "media-worker.mjs");
    private static final Map<String, Object> OFFER = Map.of("type", "offer", "sdp", "v=0");

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

    private static Process startWorker() throws IOException {
        Process worker = new ProcessBuilder(
                        "node",
                        EXAMPLE.toString(),
                        "--url",
                        node.url(),
                        "--token",
                        node.credentials().path("worker").path("token").asText())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        FirstLine.of(worker, "{\"joined\":\"webrtc-1\"}"::equals);
        return worker;
    }

    private static Map<String, Object> tracks(String member, String value) {
        return Map.of("media", Map.of("tracks", List.of(Map.of("type", "audio", "mid", "0", member, value))));
    }

    private static void expectReady(Puppet client, String transport) {
        JsonNode answer = client.awaitEvent(
                "progress", event -> event.path("status").asText().equals("soac"));
        assertThat(answer.path("id").asText()).isEqualTo(transport);
        assertThat(answer.path("data").path("type").asText()).isEqualTo("answer");
        client.awaitEvent("progress", event -> event.path("status").asText().equals("ready"));
    }

    private static JsonNode open(Puppet client, String event, Map<String, Object> description) throws IOException {
        JsonNode answer = client.emit(event, description);
        assertThat(answer.path(0).asText()).as(answer::toString).isEqualTo("ok");
        String transport = answer.path(1).path("transportId").asText();
        assertThat(client.emit("soac", Map.of("id", transport, "signaling", OFFER))
                        .path(0)
                        .asText())
                .isEqualTo("ok");
        expectReady(client, transport);
        return answer.path(1);
    }

    @Test
    void carriesAStreamFromOneToTheOther() throws Exception {
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token);
                Puppet bob = Puppet.start("socket.io-client-4", "websocket").connectTo(token)) {
            ann.login(token, "1.2");
            bob.login(node.rest().token(room, "bob", "presenter"), "1.2");

            JsonNode refused = ann.emit("publish", tracks("source", "mic"));
            assertThat(refused.path(0).asText()).isEqualTo("error");
            assertThat(refused.path(1).asText()).isEqualTo("No scheduler for purpose: webrtc");

            Process worker = startWorker();
            try {
                String stream =
                        open(ann, "publish", tracks("source", "mic")).path("id").asText();
                JsonNode added = bob.awaitEvent(
                        "stream", event -> event.path("status").asText().equals("add"));
                assertThat(added.path("id").asText()).isEqualTo(stream);

                open(bob, "subscribe", tracks("from", stream));
                assertThat(bob.emit("unpublish", Map.of("id", stream)).path(1).asText())
                        .isEqualTo("unauthorized");
                assertThat(ann.emit("unpublish", Map.of("id", stream)).path(0).asText())
                        .isEqualTo("ok");
                bob.awaitEvent("stream", event -> event.path("status").asText().equals("remove"));
            } finally {
                worker.destroy();
            }
        }
    }
}
