package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a player's wish to play to its seat on a play server, over HTTP. */
@ExtendWith(SharedNode.class)
class LobbyPlayIT {
    private static final Map<String, Object> ARENA = Map.of("mode", "arena");

    private static LobbyApi ann;
    private static LobbyApi bob;
    private static int servers;

    private final String server =
            "lobby-play-" + ++servers; // another one each time: seats stay reserved on one that is gone
    private NodeProcess node;

    @BeforeAll
    static void logIn(NodeProcess node) throws Exception {
        ann = LobbyApi.player(node, "ann-plays");
        bob = LobbyApi.player(node, "bob-plays");
    }

    @BeforeEach
    void openServer(NodeProcess running) throws Exception {
        node = running;
        Map<String, Object> info = Map.of(
                "ip",
                "127.0.0.1",
                "port",
                7_001,
                "maxLoad",
                1,
                "seats",
                1,
                "capacity",
                Map.of("modes", List.of("arena")));
        Answer joined = node.workers().put("/workers/" + server, Map.of("purpose", "play", "load", 0, "info", info));
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    }

    @AfterEach
    void closeServer() throws Exception {
        node.workers().delete("/workers/" + server);
    }

    @Test
    void aPlayerGetsASeatAndTheServerLetsItInOnce() throws Exception {
        Answer reserved = ann.start("seat", ARENA);
        assertThat(reserved.status()).as(reserved.body()).isEqualTo(200);
        assertThat(reserved.json().path("server").asText()).isEqualTo(server);
        assertThat(reserved.json().path("endpoint").asText()).isEqualTo("ws://127.0.0.1:7001");
        assertThat(ann.start("seat", ARENA).body()).isEqualTo(reserved.body());

        String token = reserved.json().path("playToken").asText();
        Answer letIn = redeem(token);
        assertThat(letIn.status()).as(letIn.body()).isEqualTo(200);
        assertThat(letIn.json().path("player").asText()).isEqualTo("ann-plays");
        assertThat(redeem(token).json().path("code").asText()).isEqualTo("play-token-used");

        String admin = node.credentials().path("admin").path("token").asText();
        assertThat(new LobbyApi(node.url(), admin).get("/matches").body())
                .contains("\"match\":\"m1\"", "\"server\":\"" + server + "\"", "\"players\":[\"ann-plays\"]");
        assertThat(node.workers().get("/workers?purpose=play").body()).contains("\"seatsTaken\":1");
    }

    @Test
    void aFreedSeatIsHandedToWhoWaits() throws Exception {
        Answer reserved = ann.start("first", ARENA);
        String start = reserved.json().path("start").asText();
        redeem(reserved.json().path("playToken").asText());
        report(List.of(start), List.of());

        Answer waiting = bob.start("second", ARENA);
        assertThat(waiting.status()).as(waiting.body()).isEqualTo(202);
        assertThat(waiting.json().path("position").asInt()).isEqualTo(1);
        CompletableFuture<Answer> poll =
                bob.getLater("/start/" + waiting.json().path("start").asText() + "?after=1&waitMillis=8000");
        report(List.of(), List.of(start));

        Answer handedOver = poll.get(20, TimeUnit.SECONDS);
        assertThat(handedOver.json().path("state").asText()).isEqualTo("reserved");
        assertThat(redeem(handedOver.json().path("playToken").asText()).status())
                .isEqualTo(200);
    }

    @Test
    void whoGivesUpMakesRoom() throws Exception {
        Answer reserved = ann.start("given-up", ARENA);
        assertThat(ann.delete("/start/" + reserved.json().path("start").asText())
                        .status())
                .isEqualTo(204);
        assertThat(bob.start("instead", ARENA).json().path("state").asText()).isEqualTo("reserved");
    }

    @Test
    void whoseServerIsGoneStartsAgainAtOnce() throws Exception {
        String first = ann.start("again", ARENA).json().path("start").asText();
        closeServer();
        Answer second = ann.start("again", ARENA);
        assertThat(second.json().path("state").asText()).isEqualTo("waiting");
        assertThat(second.json().path("start").asText()).isNotEqualTo(first);
    }

    @Test
    void everyStepIsAFrameToo() throws Exception {
        try (PlainClient client = PlainClient.connect(node)) {
            JsonNode reserved = client.ask(
                    "lobby.start", Map.of("token", ann.token(), "idempotencyKey", "by-frame", "mode", "arena"));
            String start = reserved.path("ok").path("start").asText();
            assertThat(reserved.path("ok").path("state").asText()).isEqualTo("reserved");
            assertThat(client.ask("lobby.start-wait", Map.of("start", start)).path("ok"))
                    .isEqualTo(reserved.path("ok"));
            assertThat(client.ask("lobby.start-cancel", Map.of("start", start)).has("ok"))
                    .isTrue();
            assertThat(client.ask("lobby.start-wait", Map.of("start", start))
                            .path("advice")
                            .path("code")
                            .asText())
                    .isEqualTo("unknown-start");
        }
    }

    private Answer redeem(String token) throws IOException, InterruptedException {
        String worker = node.credentials().path("worker").path("token").asText();
        return new LobbyApi(node.url(), worker)
                .post("/matches/redeem", Map.of("worker", server, "token", token, "match", "m1"));
    }

    private void report(List<String> pickedUp, List<String> laidDown) throws IOException, InterruptedException {
        Answer answer = node.workers()
                .post("/workers/" + server + "/report", Map.of("load", 0, "pickedUp", pickedUp, "laidDown", laidDown));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
