package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator at the command line, of a node with clients. */
class OperatorIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));

    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() throws IOException {
        Path plugins =
                Files.createDirectory(folder.resolve("plugins")); // of its own: the distribution's is everybody's
        try (Stream<Path> shipped = Files.list(HOME.resolve("plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        node = NodeProcess.start(folder.resolve("data"), "--plugins", plugins.toString());
    }

    private static Path only(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
    }

    private static NodeProcess.Finished operator(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", node.url(), "--data", node.data().toString()));
        return NodeProcess.command(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        NodeProcess.Finished finished = operator(all.toArray(String[]::new));
        assertThat(finished.status()).as(finished.output()).isZero();
        return new ObjectMapper().readTree(finished.output());
    }

    @Test
    void seesTheNodeItsClientsAndItsRooms() throws Exception {
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token)) {
            ann.login(token, "1.2");

            assertThat(operator("status").output())
                    .containsPattern("ready +yes")
                    .contains("1 connected");
            assertThat(operator("sessions", room).output()).contains("ann", "presenter", "1.2", "connected");
            assertThat(operator("rooms").output()).contains(room, "a room");
            assertThat(operator("tasks", "conference").output()).contains(room);
            assertThat(json("workers", "portal")
                            .path("workers")
                            .path(0)
                            .path("executing")
                            .asInt())
                    .isEqualTo(1);
            assertThat(operator("explain", "portal", "someone").output()).contains("→", "strategy");
        }
    }

    @Test
    void swapsAPluginAndGoesBack() throws Exception {
        Path jar = only(HOME.resolve("lib/demo/plugins"), "least-used");
        Path upgrade = Files.copy(jar, folder.resolve("operators-least-used-2.0.0.jar"));
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no jar at all");

        assertThat(operator("swap", upgrade.toString()).output()).contains("least-used", "2.0.0", "serving");
        assertThat(operator("pin", "strategy", "least-used", "0.1.0").status()).isZero();
        assertThat(operator("plugins").output()).contains("serving, pinned");
        NodeProcess.Finished refused = operator("swap", broken.toString());
        assertThat(refused.output()).contains("the node refused broken.jar").hasLineCount(1);
        assertThat(refused.status()).isEqualTo(1);
    }

    @Test
    void seesWhatIsReservedAndForHowLong() throws Exception {
        node.workers().join("reserve-1", 0.1, List.of());
        assertThat(node.workers().schedule("play", "reserved-1").status()).isEqualTo(200);

        assertThat(operator("reservations", "play").output()).contains("reserved-1");
        JsonNode reserved = json("reservations", "play");
        assertThat(reserved.path("count").asInt())
                .isEqualTo(reserved.path("reservations").size());
        assertThat(reserved.path("reservations").findValuesAsText("task")).contains("reserved-1");
        node.workers().delete("/workers/reserve-1");
    }

    @Test
    void seesWhichPluginIsFaultyAndWhy() throws Exception {
        Path broken = new SourceJar("operators-broken")
                .header("Bundle-Version", "9.0.0")
                .strategy(
                        "last-used",
                        "if (decision.task().startsWith(\"match\")) throw new IllegalStateException(\"out of order\");"
                                + " return Optional.of(decision.candidates().first());")
                .write(folder, "operators-broken-9.0.0.jar");
        assertThat(operator("swap", broken.toString()).status()).isZero();
        node.workers().join("play-1", 0.1, List.of());

        for (int match = 0; match < 5; match++) {
            assertThat(node.workers().schedule("play", "match-" + match).status())
                    .as("decided without it")
                    .isEqualTo(200);
        }

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Scrape.of(node)
                            .sum("patchbay_plugin_faults_total", Map.of("name", "last-used", "version", "9.0.0")))
                    .isGreaterThanOrEqualTo(5);
            assertThat(node.get("/system/health/plugins").body())
                    .contains("\"WARN\"", "strategy 'last-used' 9.0.0 is faulty", "out of order");
        });
    }

    @Test
    void drainsThePortalAndTakesItBackWithoutLosingAClient() throws Exception {
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token)) {
            String ticket =
                    ann.login(token, "1.2").path(1).path("reconnectionTicket").asText();

            assertThat(json("drain", "--deadline", "3600").path("state").asText())
                    .isEqualTo("draining");
            await().untilAsserted(() -> assertThat(node.rest()
                            .post("/v1/rooms/" + room + "/tokens", Map.of("user", "bob", "role", "presenter"))
                            .status())
                    .as("no token for a portal that is drained")
                    .isEqualTo(503));
            assertThat(ann.emit("text", Map.of("to", "all", "message", "still here"))
                            .path(0)
                            .asText())
                    .isEqualTo("ok");

            NodeProcess.Finished drained = operator("drain", "--deadline", "0", "--wait");
            assertThat(drained.output()).contains("drained: nobody is connected");
            ann.await("disconnect", line -> true);
            ann.await("connect_error", line -> true);

            assertThat(operator("drain", "--cancel").output()).isEqualTo("serving\n");
            ann.await("connect", line -> true);
            assertThat(ann.emit("relogin", ticket).path(0).asText()).isEqualTo("ok");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> node.rest()
                                    .post("/v1/rooms/" + room + "/tokens", Map.of("user", "bob", "role", "presenter"))
                                    .status()
                            == 200);
        }
    }

    @Test
    void isToldWhatIsWrong() throws Exception {
        NodeProcess.Finished refused = operator("tasks", "play", "nothing");

        assertThat(refused.output()).contains("the node answered 404").hasLineCount(1);
        assertThat(refused.status()).isEqualTo(1);
    }
}
