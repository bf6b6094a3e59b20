package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A strategy is tried on a running distribution before it serves, by API and by command line. */
class ForesightIT {
    private static final String VERSION = "0.1.0";
    private static final Path PLUGINS = Path.of(System.getProperty("patchbay.home"), "plugins");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String[] OPTIONS = {
        "--set", "io.patchbay.placement:strategy.play=least-used", "--set", "io.patchbay.placement:silenceMillis=600000"
    };

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static int tasks;

    private WorkerApi admin;

    @BeforeAll
    static void startNode() throws Exception {
        node = NodeProcess.start(folder.resolve("data"), OPTIONS);
    }

    @AfterAll
    static void stopNode() throws Exception {
        node.close();
    }

    @BeforeEach
    void join() throws Exception {
        admin = node.admin();
        admin.join("idle", 0.0, List.of());
        admin.join("busy", 0.5, List.of());
    }

    @AfterEach
    void end() throws Exception {
        for (String mode : List.of("shadow", "canary")) {
            admin.delete("/experiments/" + mode + "/strategy/play");
            admin.delete("/experiments/" + mode + "/protocol/1.2");
        }
    }

    @Test
    void aShadowIsComparedAndDecidesNothing() throws Exception {
        assertThat(command("shadow", "strategy", "play", "most-used", VERSION).output())
                .contains("most-used " + VERSION)
                .contains("running");
        awaitFollowed("shadow");
        long before = shadow().path("answered").asLong();
        for (int task = 0; task < 5; task++) {
            assertThat(placed("")).isEqualTo("idle");
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> shadow().path("answered").asLong() >= before + 5);
        assertThat(shadow().path("differed")).isEqualTo(shadow().path("answered"));
        assertThat(shadow().path("skipped").asLong()).isZero();
        assertThat(command("shadow", "strategy", "play").output())
                .contains("idle for 60000 ms")
                .contains("busy for 60000 ms");
        assertThat(tried("shadow")).containsExactly("play");
    }

    @Test
    void aCanaryDecidesForItsRoomsUntilItIsEnded() throws Exception {
        command("canary", "strategy", "play", "most-used", VERSION, "--rooms", "room1");
        await().atMost(Duration.ofSeconds(10)).until(() -> placed("room1").equals("busy"));
        assertThat(placed("room2")).isEqualTo("idle");
        assertThat(placed("")).isEqualTo("idle");
        assertThat(command("canary", "strategy", "play", "--end").status()).isZero();
        assertThat(placed("room1")).isEqualTo("idle");
    }

    @Test
    void aReplayOfTheOneThatServesDiffersInNothing() throws Exception {
        for (int task = 0; task < 20; task++) {
            placed("");
        }
        JsonNode same = replay("least-used");
        assertThat(same.path("differed").asInt()).isZero();
        assertThat(same.path("replayed").asInt()).isEqualTo(20);
        JsonNode other = replay("most-used");
        assertThat(other.path("differed").asInt()).isEqualTo(20);
        assertThat(other.path("spread").path("candidate").path("loadDeviation").asDouble())
                .isGreaterThan(other.path("spread")
                        .path("recorded")
                        .path("loadDeviation")
                        .asDouble());
        assertThat(command("replay", "strategy", "play", "most-used", VERSION, "--last", "20")
                        .output())
                .contains("20 of 20 decisions differ");
    }

    @Test
    void aProtocolVersionIsComparedWithWhatIsSaidUntilItServes() throws Exception {
        Path successor = offerAnotherCodec("9.0.0");
        try {
            await().atMost(PATIENCE).until(() -> codec("9.0.0").equals("serving"));
            assertThat(command("shadow", "protocol", "1.2", "1.2", VERSION).status())
                    .isZero();
            String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
            try (Puppet ann = Puppet.start("socket.io-client-4", "websocket").connectTo(token)) {
                ann.login(token, "1.2");
                ann.emit("text", Map.of("to", "all", "message", "hello"));
                await().atMost(Duration.ofSeconds(10)).until(() -> {
                    JsonNode seen = codecShadow();
                    return seen.path("answered").asLong()
                            >= 4; // the login, the text's request, answer and notification
                });
            }
            JsonNode seen = codecShadow();
            assertThat(seen.path("differed").asLong()).as(seen::toString).isZero();
            assertThat(seen.path("skipped").asLong()).as(seen::toString).isZero();
        } finally {
            Files.delete(successor);
        }
        await().atMost(PATIENCE)
                .until(() -> codecShadow().path("state").asText().equals("ended"));
        assertThat(codec(VERSION)).isEqualTo("serving");
        assertThat(codecShadow().path("ended").asText()).isEqualTo("the version that it tries serves there now");
        assertThat(admin.get("/events").body())
                .contains("The shadow of protocol '1.2' " + VERSION
                        + " for 1.2 is over: the version that it tries serves");
    }

    /** The codec that ships, in another version. */
    private static Path offerAnotherCodec(String version) throws IOException {
        Path offered = PLUGINS.resolve("foresight-it.jar");
        Path copy = folder.resolve("foresight-it.jar");
        try (JarFile shipped =
                new JarFile(PLUGINS.resolve("protocol-v12-" + VERSION + ".jar").toFile())) {
            Manifest manifest = shipped.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (JarEntry entry : Collections.list(shipped.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        packed.putNextEntry(new JarEntry(entry.getName()));
                        shipped.getInputStream(entry).transferTo(packed);
                    }
                }
            }
        }
        return Files.copy(copy, offered);
    }

    /** What state a version of the codec is in; empty if it is not installed. */
    private String codec(String version) throws IOException, InterruptedException {
        for (JsonNode plugin : admin.get("/plugins").json().path("plugins")) {
            if (plugin.path("kind").asText().equals("protocol")
                    && plugin.path("name").asText().equals("1.2")
                    && plugin.path("version").asText().equals(version)) {
                return plugin.path("state").asText();
            }
        }
        return "";
    }

    private JsonNode codecShadow() throws IOException, InterruptedException {
        return admin.get("/experiments/shadow/protocol/1.2").json();
    }

    @Test
    void anExperimentGoesOnAfterARestart() throws Exception {
        command("canary", "strategy", "play", "most-used", VERSION, "--percent", "100");
        node.terminate();
        node = NodeProcess.start(folder.resolve("data"), OPTIONS);
        join();
        await().atMost(Duration.ofSeconds(10)).until(() -> placed("").equals("busy"));
        assertThat(tried("canary")).containsExactly("play");
    }

    @Test
    void aPlugInThatIsNotInstalledIsRefused() throws Exception {
        NodeProcess.Finished refused = command("shadow", "strategy", "play", "unheard-of", VERSION);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.output()).contains("no strategy 'unheard-of' of version " + VERSION + " is installed");
    }

    /** Waits until a decision has gone through the experiment: it begins with the engine's next tick. */
    private void awaitFollowed(String mode) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            placed("");
            return experiment(mode).path("answered").asLong() > 0;
        });
    }

    private JsonNode shadow() throws IOException, InterruptedException {
        return experiment("shadow");
    }

    private JsonNode experiment(String mode) throws IOException, InterruptedException {
        return admin.get("/experiments/" + mode + "/strategy/play").json();
    }

    private JsonNode replay(String name) throws IOException, InterruptedException {
        return admin.post(
                        "/replay",
                        Map.of("kind", "strategy", "name", name, "version", VERSION, "purpose", "play", "last", 20))
                .json();
    }

    /** Where the plug-ins' list says that one is tried. */
    private List<String> tried(String mode) throws IOException, InterruptedException {
        for (JsonNode plugin : admin.get("/plugins").json().path("plugins")) {
            if (plugin.path("name").asText().equals("most-used")) {
                return List.of(plugin.path(mode).path(0).asText());
            }
        }
        return List.of();
    }

    /** Who gets a new task, which is forgotten again so that loads stay as they were. */
    private String placed(String room) throws IOException, InterruptedException {
        String task = "task" + tasks++;
        Map<String, Object> request = room.isEmpty()
                ? Map.of("purpose", "play", "task", task, "reserveMillis", 60_000)
                : Map.of("purpose", "play", "task", task, "reserveMillis", 60_000, "room", room);
        String worker = admin.post("/schedule", request)
                .json()
                .path("worker")
                .path("id")
                .asText();
        admin.delete("/tasks/play/" + task);
        return worker;
    }

    private static NodeProcess.Finished command(String... words) throws IOException, InterruptedException {
        String[] all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--url";
        all[words.length + 1] = node.url();
        all[words.length + 2] = "--data";
        all[words.length + 3] = node.data().toString();
        return NodeProcess.command(all);
    }
}
