package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Spectators of a match on the play server of the examples, and what is left of their observer when something is killed. */
@ExtendWith(SharedNode.class)
class ObserverIT {
    private static int matches;

    private final String number = String.valueOf(++matches);
    private PlayServerProcess server;
    private NodeProcess node;
    private PlainClient first;
    private PlainClient second;
    private String match;

    @BeforeEach
    void playAMatch(NodeProcess running) throws Exception {
        begin(running);
    }

    private void begin(NodeProcess running) throws Exception {
        node = running;
        server = PlayServerProcess.start(node, "observed-" + number, "observed-" + number);
        first = server.enter(LobbyApi.player(node, "first-" + number));
        second = server.enter(LobbyApi.player(node, "second-" + number));
        match = first.next().path("match").asText();
        second.next();
    }

    @AfterEach
    void endTheMatch() throws Exception {
        first.close();
        second.close();
        server.close();
    }

    @Test
    void twoSpectatorsSeeEachMoveAndTheEnd() throws Exception {
        JsonNode seat = observe(spectator("cid"));
        try (PlainClient cid = watch(seat);
                PlainClient dan = watch(observe(spectator("dan")))) {
            assertThat(seat.path("match").asText()).isEqualTo(match);
            assertThat(cid.next().has("you")).isFalse();
            dan.next();
            int[] fields = {0, 3, 1, 4, 2};
            for (int move = 0; move < fields.length; move++) {
                (move % 2 == 0 ? first : second).send(Map.of("move", fields[move]));
                JsonNode played = first.next();
                assertThat(cid.next().path("board")).isEqualTo(played.path("board"));
                assertThat(dan.next().path("board")).isEqualTo(played.path("board"));
                if (move == fields.length - 1) {
                    assertThat(played.path("winner").asText()).isEqualTo("X");
                }
            }
            awaitNoObserver();
        }
    }

    @Test
    void theSameKeyIsTheSameSeat() throws Exception {
        LobbyApi cid = spectator("cid");
        JsonNode once = observe(cid);
        JsonNode again = observe(cid);

        assertThat(again.path("observer")).isEqualTo(once.path("observer"));
        assertThat(observers()).singleElement().satisfies(observer -> assertThat(
                        observer.path("spectators").asInt())
                .isEqualTo(1));
        try (PlainClient client = PlainClient.connect(node)) {
            JsonNode byFrame = client.ask("lobby.observer", Map.of("token", cid.token(), "match", match));
            assertThat(byFrame.path("ok").path("observer")).isEqualTo(once.path("observer"));
        }
    }

    @Test
    void afterOneThatWasKilledWhileItStartedTheNextRequestGetsAnother() throws Exception {
        LobbyApi cid = spectator("cid");
        CompletableFuture<Answer> waiting = cid.getLater(path());
        ProcessHandle starting = Awaitility.await()
                .pollInterval(5, TimeUnit.MILLISECONDS)
                .atMost(20, TimeUnit.SECONDS)
                .until(this::process, Optional::isPresent)
                .orElseThrow();
        starting.destroyForcibly();

        Answer refused = waiting.get(20, TimeUnit.SECONDS);
        assertThat(refused.json().path("code").asText()).as(refused.body()).isEqualTo("no-observer");
        JsonNode next = Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> cid.get(path()), answer -> answer.status() == 200)
                .json();
        try (PlainClient spectator = watch(next)) {
            assertThat(spectator.next().path("match").asText()).isEqualTo(match);
        }
    }

    @Test
    void aPlayServerThatIsKilledLeavesNoObserver() throws Exception {
        observe(spectator("cid"));
        ProcessHandle observer = process().orElseThrow();

        server.kill();

        observer.onExit().get(20, TimeUnit.SECONDS);
        awaitNoObserver();
    }

    @Test
    void aNodeThatIsKilledLeavesNoObserver(@TempDir Path folder) throws Exception {
        endTheMatch();
        try (NodeProcess own = NodeProcess.start(folder.resolve("data"))) {
            begin(own);
            observe(spectator("cid"));
            ProcessHandle observer = process().orElseThrow();

            own.kill();

            observer.onExit().get(20, TimeUnit.SECONDS);
            assertThat(observer.isAlive()).isFalse();
        }
    }

    private LobbyApi spectator(String name) throws IOException, InterruptedException {
        return LobbyApi.player(node, name + "-watches-" + number);
    }

    private String path() {
        return "/matches/" + match + "/observer?waitMillis=8000";
    }

    private JsonNode observe(LobbyApi spectator) throws IOException, InterruptedException {
        Answer answer = spectator.get(path());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static PlainClient watch(JsonNode seat) throws IOException {
        PlainClient spectator = PlainClient.connect(seat.path("endpoint").asText());
        spectator.send(Map.of("ticket", seat.path("ticket").asText()));
        return spectator;
    }

    /** The observers of this test's match. */
    private List<JsonNode> observers() throws IOException, InterruptedException {
        String admin = node.credentials().path("admin").path("token").asText();
        JsonNode all = new LobbyApi(node.url(), admin).get("/observers").json().path("observers");
        List<JsonNode> ours = new ArrayList<>();
        all.forEach(one -> {
            if (one.path("match").asText().equals(match)) {
                ours.add(one);
            }
        });
        return ours;
    }

    private void awaitNoObserver() {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> observers().isEmpty());
    }

    /** The process of this test's observer, as the node keeps it. */
    private Optional<ProcessHandle> process() throws IOException {
        Path folder = node.data().resolve("observers");
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> records = Files.list(folder)) {
            for (Path record : records.filter(file -> file.toString().endsWith(".observer"))
                    .toList()) {
                Properties kept = new Properties();
                try (Reader in = Files.newBufferedReader(record)) {
                    kept.load(in);
                }
                if (match.equals(kept.getProperty("match"))) {
                    return ProcessHandle.of(Long.parseLong(kept.getProperty("pid")));
                }
            }
        }
        return Optional.empty();
    }
}
