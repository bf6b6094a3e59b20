package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A match that is played while one node after the other leads: whoever leads has it shown to spectators. */
class ObserverTakeoverIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Started started = new Started();
    private StandaloneServers.PostgreSql database;
    private int zooKeeperPort;
    private int[] ports;
    private NodeProcess first;
    private NodeProcess second;
    private PlainClient begins; // whichever of them was there first
    private String match;

    @BeforeEach
    void playAMatch() throws Exception {
        database = started.add(StandaloneServers.PostgreSql.start());
        zooKeeperPort = StandaloneServers.freePort();
        Process zooKeeper = StandaloneServers.zooKeeper(zooKeeperPort, folder.resolve("zookeeper"));
        started.add(() -> zooKeeper.destroyForcibly().waitFor());
        ports = new int[] {StandaloneServers.freePort(), StandaloneServers.freePort()};
        first = startNode("first", ports[0]);
        Path copy = Files.createDirectories(folder.resolve("second")).resolve("credentials.json");
        Files.copy(folder.resolve("first").resolve("credentials.json"), copy);
        second = startNode("second", ports[1]);
        PlayServerProcess server = started.add(PlayServerProcess.start(first, urls(), "arena", "tic-tac-toe"));
        PlainClient ann = started.add(server.enter(LobbyApi.player(first, "ann")));
        PlainClient bob = started.add(server.enter(LobbyApi.player(first, "bob")));
        JsonNode state = ann.next();
        match = state.path("match").asText();
        begins = state.path("you").asText().equals("X") ? ann : bob;
        bob.next();
    }

    @AfterEach
    void stop() throws Exception {
        started.close();
    }

    @Test
    void theNextLeaderShowsItAndARunningObserverGoesOn() throws Exception {
        LobbyApi dan = LobbyApi.player(second, "dan");
        try (PlainClient cid = watch(LobbyApi.player(first, "cid").observe(match))) {
            assertThat(cid.next().path("match").asText()).isEqualTo(match);
        }

        first.kill();

        JsonNode seat = dan.observe(match);
        try (PlainClient watching = watch(seat)) {
            assertThat(watching.next().path("match").asText()).isEqualTo(match);
            assertThat(new LobbyApi(second.url(), admin()).get("/matches").body())
                    .contains(match, "\"ann\"", "\"bob\"");

            first = startNode("first", ports[0]);
            LobbyApi eve = LobbyApi.player(first, "eve");
            awaitThatItIsKnown(first, 307);
            second.signal("STOP"); // to others the same as if it was killed, but what it has started lives on

            awaitThatItIsKnown(first, 200);
            await().atMost(SOON).until(() -> first.workers()
                    .get("/workers?purpose=observer")
                    .body()
                    .contains(seat.path("observer").asText()));
            JsonNode again = eve.observe(match);
            assertThat(again.path("observer")).isEqualTo(seat.path("observer"));
            try (PlainClient alsoWatching = watch(again)) {
                alsoWatching.next();
                begins.send(Map.of("move", 4));
                JsonNode board = begins.next().path("board");
                assertThat(watching.next().path("board")).isEqualTo(board);
                assertThat(alsoWatching.next().path("board")).isEqualTo(board);
            }
        }
    }

    private void awaitThatItIsKnown(NodeProcess node, int status) throws IOException {
        LobbyApi api = new LobbyApi(node.url(), admin());
        await().atMost(SOON).until(() -> {
            Answer answer = api.get("/matches");
            return answer.status() == status && (status != 200 || answer.body().contains(match));
        });
    }

    private String admin() throws IOException {
        return second.credentials().path("admin").path("token").asText();
    }

    private static PlainClient watch(JsonNode seat) throws IOException {
        PlainClient spectator = PlainClient.connect(seat.path("endpoint").asText());
        spectator.send(Map.of("ticket", seat.path("ticket").asText()));
        return spectator;
    }

    private String urls() {
        return "http://127.0.0.1:" + ports[0] + ",http://127.0.0.1:" + ports[1];
    }

    private NodeProcess startNode(String name, int port) throws IOException {
        return started.add(NodeProcess.start(
                folder.resolve(name),
                "--port",
                String.valueOf(port),
                "--node",
                name,
                "--zookeeper",
                "127.0.0.1:" + zooKeeperPort,
                "--database",
                database.url(),
                "--set",
                "io.patchbay.lobby.observers:nodes=" + urls()));
    }
}
