package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two players on the play server of the examples, from the lobby to the end of the match. */
@ExtendWith(SharedNode.class)
class PlayServerIT {
    @Test
    void twoPlayersPlayAMatchAndTheirSeatsAreFreeAgain(NodeProcess node) throws Exception {
        LobbyApi ann = LobbyApi.player(node, "ann-duels");
        LobbyApi bob = LobbyApi.player(node, "bob-duels");
        try (PlayServerProcess server = PlayServerProcess.start(node, "arena", "tic-tac-toe");
                PlainClient first = server.enter(ann);
                PlainClient second = server.enter(bob)) {
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
        }
    }

    @Test
    void passesItsOwnTests(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("tests.txt");
        Process tests = new ProcessBuilder("node", "--test", "test/")
                .directory(Path.of("..", "examples", "play-server").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(tests.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains("# fail 0").doesNotContain("# pass 0");
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
}
