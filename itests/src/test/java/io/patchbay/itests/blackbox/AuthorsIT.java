package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An author's way for every kind of plug-in: {@code new}, {@code mvn package}, {@code verify}, a copy into {@code plugins/}. */
class AuthorsIT {
    /** The projects: what {@code new} is told, and the folder that it makes. */
    private static final Map<String, String> PROJECTS = Map.of(
            "strategy most-room-left", "most-room-left",
            "matcher by-zone", "by-zone",
            "scheduler free-again", "free-again",
            "protocol 1.3", "protocol-1-3",
            "namespace hello", "hello",
            "election idle-first", "idle-first",
            "handler example.note", "example-note",
            "copier example-disk", "example-disk",
            "login-policy at-home", "at-home",
            "observer-launcher on-host", "on-host");

    @TempDir
    private static Path folder;

    private static Path projects;
    private static Path plugins;
    private static NodeProcess node;

    @BeforeAll
    static void writeBuildAndInstall() throws Exception {
        projects = Files.createDirectory(folder.resolve("projects"));
        for (Map.Entry<String, String> project : PROJECTS.entrySet()) {
            NodeProcess.Finished written = NodeProcess.command(Stream.concat(
                            Stream.of("new"),
                            Stream.of((project.getKey() + " --dir " + projects.resolve(project.getValue())).split(" ")))
                    .toArray(String[]::new));
            assertThat(written.status()).as(written.output()).isZero();
        }
        Files.writeString(projects.resolve("pom.xml"), together());
        new AuthorMaven(folder).build(projects);

        plugins = Files.createDirectory(folder.resolve("plugins"));
        try (Stream<Path> shipped = Files.list(Path.of(System.getProperty("patchbay.home"), "plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        node = NodeProcess.start(
                folder.resolve("data"),
                "--plugins",
                plugins.toString(),
                "--set",
                "io.patchbay.placement:strategy.play=most-room-left",
                "--set",
                "io.patchbay.placement:matcher.play=by-zone",
                "--set",
                "io.patchbay.placement:scheduler.play=free-again",
                "--set",
                "io.patchbay.migrator:election=idle-first",
                "--set",
                "io.patchbay.lobby.policy:policy=at-home",
                "--set",
                "io.patchbay.lobby.observers:launcher=on-host",
                "--set",
                "io.patchbay.rest:trustedProxies=127.0.0.0/8");
        for (String project : PROJECTS.values()) {
            Files.copy(jarOf(project), plugins.resolve(jarOf(project).getFileName()));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> serving()
                .containsAll(List.of(
                        "most-room-left",
                        "by-zone",
                        "free-again",
                        "1.3",
                        "hello",
                        "idle-first",
                        "example.note",
                        "example-disk",
                        "at-home",
                        "on-host")));
    }

    @AfterAll
    static void stopNode() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    /** Builds all the projects at once: Maven takes longest to start. */
    private static String together() {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>all</groupId><artifactId>all</artifactId>"
                + "<version>1</version><packaging>pom</packaging><modules>"
                + PROJECTS.values().stream()
                        .map(project -> "<module>" + project + "</module>")
                        .collect(Collectors.joining())
                + "</modules></project>";
    }

    private static Path jarOf(String project) {
        return projects.resolve(project).resolve("target").resolve(project + "-1.0.0.jar");
    }

    private static List<String> serving() throws IOException, InterruptedException {
        Answer plugins = node.admin().get("/plugins");
        return Stream.of(plugins.json().path("plugins"))
                .flatMap(list ->
                        Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
                .filter(plugin -> plugin.path("state").asText().equalsIgnoreCase("serving"))
                .map(plugin -> plugin.path("name").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"most-room-left, strategy, 16", "on-host, observer-launcher, 9"})
    void whatNewWritesHoldsToTheContract(String name, String kind, int checks) throws Exception {
        NodeProcess.Finished verified =
                NodeProcess.command("verify", jarOf(name).toString());

        assertThat(verified.output()).contains(kind + " '" + name + "'", checks + " of " + checks + " checks held");
        assertThat(verified.status()).isZero();
    }

    @Test
    void electionAndHandlerCarryAJobOut() throws Exception {
        RecoveryApi jobs = new RecoveryApi(
                node.url(), node.credentials().path("admin").path("token").asText());
        Map<String, String> input = Map.of("folder", folder.resolve("notes").toString(), "text", "hello");
        String job = jobs.submit("notes", List.of(Map.of("id", "a", "type", "example.note", "input", input)));

        assertThat(jobs.await(job, "completed").path("result").asText()).isEqualTo("success");
        assertThat(Path.of(jobs.task(job, "a").path("output").path("note").asText()))
                .hasContent("hello");
    }

    @Test
    void strategyMatcherAndSchedulerDecideTogether() throws Exception {
        WorkerApi workers = node.workers();
        join(workers, "small-south", 0.2, 0.1, "south");
        join(workers, "small-north", 0.2, 0.1, "north");
        join(workers, "large-north", 0.9, 0.5, "north");

        JsonNode placed = workers.post(
                        "/schedule",
                        Map.of(
                                "purpose",
                                "play",
                                "task",
                                "match-1",
                                "preference",
                                Map.of("zone", "north"),
                                "reserveMillis",
                                60_000))
                .json();
        JsonNode explained = workers.post(
                        "/explain", Map.of("purpose", "play", "task", "match-2", "preference", Map.of("zone", "north")))
                .json();

        assertThat(placed.path("worker").path("id").asText())
                .as(placed.toString())
                .isEqualTo("large-north");
        assertThat(explained.toString())
                .contains(
                        "most-room-left 1.0.0",
                        "by-zone 1.0.0",
                        "free-again 1.0.0",
                        "asked for zone north, is in south");
    }

    @Test
    void clientsSpeakTheNewProtocolVersion() throws Exception {
        OwtRest rest = node.rest();
        String token = rest.token(rest.room(Map.of()), "ann", "presenter");
        try (RawClient ann = RawClient.connectTo(token)) {
            JsonNode answer = ann.emit(
                    "login",
                    Map.of(
                            "token",
                            token,
                            "protocol",
                            "1.3",
                            "userAgent",
                            Map.of("sdk", Map.of("type", "JavaScript", "version", "5.0"))));
            assertThat(answer.path(0).asText()).as(answer.toString()).isEqualTo("ok");

            assertThat(ann.emit("say", "hello").path(0).asText()).isEqualTo("ok");
        }
    }

    @Test
    void clientsConnectToTheNewNamespace() throws Exception {
        try (RawClient ann = RawClient.connect(node.url())) {
            ann.send("40/hello,");

            assertThat(ann.awaitEventOf("/hello", "hello").size()).isEqualTo(2);
        }
    }

    @Test
    void theLoginPolicyLetsAPlayerMove() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new LobbyApi(node.url(), "").get("/me").status() != 503);
        LobbyApi ann = LobbyApi.player(node, "ann");

        assertThat(ann.getFrom("127.0.0.9", "/me").status()).isEqualTo(200);
        assertThat(ann.getFrom("192.0.2.1", "/me").json().path("code").asText()).isEqualTo("LOGIN_AGAIN");
    }

    @Test
    void theObserverLauncherStartsAnObserver() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> new LobbyApi(node.url(), "").get("/me").status() != 503);
        try (PlayServerProcess server = PlayServerProcess.start(node, "authors", "authors");
                PlainClient ben = server.enter(LobbyApi.player(node, "ben"));
                PlainClient cid = server.enter(LobbyApi.player(node, "cid"))) {
            String match = ben.next().path("match").asText();
            assertThat(cid.next().path("match").asText()).isEqualTo(match);

            JsonNode seat = LobbyApi.player(node, "dan").observe(match);

            try (PlainClient dan = PlainClient.connect(seat.path("endpoint").asText())) {
                dan.send(Map.of("ticket", seat.path("ticket").asText()));
                assertThat(dan.next().path("match").asText()).isEqualTo(match);
            }
            assertThat(node.data()
                            .resolve("on-host")
                            .resolve(seat.path("observer").asText() + ".observer"))
                    .exists();
        }
    }

    @Test
    void refusesAFolderThatIsThereInOneLine() throws Exception {
        NodeProcess.Finished again = NodeProcess.command(
                "new",
                "strategy",
                "most-room-left",
                "--dir",
                projects.resolve("most-room-left").toString());

        assertThat(again.output()).contains("exists already").hasLineCount(1);
        assertThat(again.status()).isEqualTo(2);
    }

    private static void join(WorkerApi workers, String id, double maxLoad, double load, String zone)
            throws IOException, InterruptedException {
        Answer joined = workers.put(
                "/workers/" + id,
                Map.of(
                        "purpose",
                        "play",
                        "info",
                        Map.of("ip", "127.0.0.1", "port", 7000, "maxLoad", maxLoad, "capacity", Map.of("zone", zone)),
                        "state",
                        2,
                        "load",
                        load,
                        "tasks",
                        List.of()));
        assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    }
}
