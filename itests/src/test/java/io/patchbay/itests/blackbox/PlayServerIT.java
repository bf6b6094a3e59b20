package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two players on the play server of the examples, from the lobby to the end of the match. */
@ExtendWith(SharedNode.class)
class PlayServerIT {
    private static final Path EXAMPLE = Path.of("..", "examples", "play-server", "play-server.mjs");
    private static final Map<String, Object> GAME = Map.of("mode", "tic-tac-toe");

    @Test
    void twoPlayersPlayAMatchAndTheirSeatsAreFreeAgain(NodeProcess node) throws Exception {
        LobbyApi ann = LobbyApi.player(node, "ann-duels");
        LobbyApi bob = LobbyApi.player(node, "bob-duels");
        Process server = startServer(node);
        try (PlainClient first = enter(ann);
                PlainClient second = enter(bob)) {
            boolean annBegins = first.next().path("you").asText().equals("X");
            assertThat(second.next().path("you").asText()).isEqualTo(annBegins ? "O" : "X");
            PlainClient[] players = {annBegins ? first : second, annBegins ? second : first};
            int[] fields = {0, 3, 1, 4, 2};
            JsonNode state = null;
            for (int move = 0; move < fields.length; move++) {
                players[move % 2].send(Map.of("move", fields[move]));
                first.next();
                state = second.next();
            }
            assertThat(state.path("over").asBoolean()).isTrue();
            assertThat(state.path("winner").asText()).isEqualTo("X");
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> taken(node) == 0);
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static PlainClient enter(LobbyApi player) throws IOException, InterruptedException {
        JsonNode reserved = player.start("match", GAME).json();
        PlainClient client = PlainClient.connect(reserved.path("endpoint").asText());
        client.send(Map.of("playToken", reserved.path("playToken").asText()));
        return client;
    }

    private static int taken(NodeProcess node) throws IOException, InterruptedException {
        int taken = 0;
        for (JsonNode worker :
                node.workers().get("/workers?purpose=play").json().path("workers")) {
            taken += worker.path("id").asText().equals("arena")
                    ? worker.path("seatsTaken").asInt()
                    : 0;
        }
        return taken;
    }

    private static Process startServer(NodeProcess node) throws IOException {
        Process server = new ProcessBuilder(
                        "node",
                        EXAMPLE.toString(),
                        "--url",
                        node.url(),
                        "--id",
                        "arena",
                        "--token",
                        node.credentials().path("worker").path("token").asText())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(new ObjectMapper().readTree(line).path("joined").asText()).isEqualTo("arena");
        return server;
    }
}
