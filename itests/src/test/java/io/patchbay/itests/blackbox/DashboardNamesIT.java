package io.patchbay.itests.blackbox;

import static io.patchbay.itests.blackbox.RecoveryApi.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page of the dashboard, on a node on which everything that can be named has a name that a careless page would obey, or the longest
 * that there may be.
 */
class DashboardNamesIT {
    private static final Path PICTURES = Path.of("target", "dashboard");
    private static final String MARKUP =
            "\"><img src=x onerror=document.obeyed=1>'</title><script>document.obeyed=1</script>${document.obeyed=1}";
    private static final String TURNED = "\u202e\u2066sdrawkcab\u202e"; // turns around what follows, and does not end
    private static final String HOSTILE = MARKUP + TURNED;
    private static final String JAR = "\"><img src=x onerror=document.obeyed=1>" + TURNED + ".jar";
    private static final String LONG_ID = "w".repeat(200);
    private static final String LONG_TASK = "t".repeat(90);
    private static final String LONG_USER = "u".repeat(1_000);
    private static final String LONG_ACCOUNT = "a".repeat(64);

    @TempDir
    private static Path folder;

    private static final Started STARTED = new Started();
    private static NodeProcess node;
    private static OwtRest rest;
    private static String room;
    private static DashboardPage page;

    @BeforeAll
    static void nameEverything() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        try (var shipped = Files.list(Path.of(System.getProperty("patchbay.home"), "plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.copy(Path.of(System.getProperty("patchbay.task.handler")), plugins.resolve("example-tasks.jar"));
        Files.writeString(plugins.resolve(JAR), "no jar");
        node = STARTED.add(NodeProcess.start(
                folder.resolve("data"),
                "--plugins",
                plugins.toString(),
                "--set",
                "io.patchbay.placement:silenceMillis=600000"));
        rest = node.rest();
        room = rest.post("/v1/rooms", Map.of("name", HOSTILE, "options", Map.of()))
                .json()
                .path("_id")
                .asText();
        enter(HOSTILE);
        enter(LONG_USER);
        nameWorkers();
        nameAMatch();
        nameAJob();
        page = STARTED.add(DashboardPage.of(node));
    }

    private static void enter(String user) throws Exception {
        String token = rest.token(room, user, "presenter");
        RawClient client = STARTED.add(RawClient.connectTo(token));
        assertThat(client.login(token).path(0).asText()).isEqualTo("ok");
    }

    private static void nameWorkers() throws Exception {
        Map<String, Object> info = Map.of(
                "hostname",
                HOSTILE,
                "port",
                7001,
                "maxLoad",
                1,
                "seats",
                1,
                "capacity",
                Map.of(
                        "modes", List.of(HOSTILE, LONG_ID),
                        "regions", List.of(HOSTILE),
                        "releases", List.of(HOSTILE)));
        assertThat(node.workers()
                        .put("/workers/" + LONG_ID, Map.of("purpose", "play", "load", 0, "info", info))
                        .status())
                .isEqualTo(200);
    }

    private static void nameAMatch() throws Exception {
        Map<String, Object> mode = Map.of("mode", LONG_ID);
        JsonNode reserved =
                LobbyApi.player(node, LONG_ACCOUNT).start("first", mode).json();
        String worker = node.credentials().path("worker").path("token").asText();
        Answer letIn = new LobbyApi(node.url(), worker)
                .post(
                        "/matches/redeem",
                        Map.of(
                                "worker",
                                LONG_ID,
                                "token",
                                reserved.path("playToken").asText(),
                                "match",
                                "m".repeat(200)));
        assertThat(letIn.status()).as(letIn.body()).isEqualTo(200);
        node.workers()
                .post(
                        "/workers/" + LONG_ID + "/report",
                        Map.of(
                                "load",
                                0.1,
                                "pickedUp",
                                List.of(reserved.path("start").asText()),
                                "laidDown",
                                List.of()));
        assertThat(LobbyApi.player(node, "bob").start("second", mode).status()).isEqualTo(202);
    }

    private static void nameAJob() throws Exception {
        RecoveryApi jobs = new RecoveryApi(
                node.url(), node.credentials().path("admin").path("token").asText());
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        Answer submitted = jobs.post(
                "/jobs",
                Map.of(
                        "id",
                        LONG_ID,
                        "name",
                        HOSTILE,
                        "type",
                        "migration",
                        "cluster",
                        LONG_ID,
                        "tasks",
                        List.of(
                                Map.of("id", LONG_TASK, "type", "example.noop", "name", HOSTILE, "goal", true),
                                Map.of(
                                        "id",
                                        "__proto__",
                                        "type",
                                        "example.absent",
                                        "dependencies",
                                        List.of(LONG_TASK)))));
        assertThat(submitted.status()).as(submitted.body()).isEqualTo(201);
        awaitUntil(() -> jobs.task(LONG_ID, LONG_TASK).path("state").asText().equals("done"));
    }

    @AfterEach
    void nothingWasObeyed() throws IOException {
        assertThat(page.browser()
                        .value("document.obeyed === undefined && document.querySelector('img, main script') === null")
                        .asBoolean())
                .isTrue();
        page.hasNoFaults();
    }

    @AfterAll
    static void close() throws Exception {
        STARTED.close();
    }

    /** What is shown fits, wide and narrow; a picture of each is left. */
    private static void fits(String name) throws IOException {
        Files.createDirectories(PICTURES);
        for (int width : new int[] {400, 1280}) {
            page.browser().size(width, 900).picture(PICTURES.resolve("names-" + name + "-" + width + ".png"));
            assertThat(page.browser()
                            .value("[document.documentElement.scrollWidth, innerWidth,"
                                    + " document.querySelector('dialog')?.scrollWidth ?? 0]"))
                    .as("%s within %d pixels", name, width)
                    .allSatisfy(pixels -> assertThat(pixels.asInt()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void whatGoesOnNow() throws IOException {
        page.go("now").says("play");
        fits("now");
    }

    @Test
    void sessionsAndRooms() throws IOException {
        page.go("sessions").says(HOSTILE).says(LONG_USER);
        fits("sessions");
        page.go("sessions/room/" + room).says("2 in it").says(HOSTILE);
        fits("room");
    }

    @Test
    void explanations() throws IOException {
        page.go("explain").says("play");
        fits("explain");
        page.go("explain/why/constructor/__proto__").says("Why this worker?");
    }

    @Test
    void plugIns() throws IOException {
        page.go("plugins").says(JAR);
        fits("plugins");
    }

    @Test
    void jobsAndTheirTasks() throws IOException {
        page.go("jobs").says(HOSTILE);
        fits("jobs");
        page.go("jobs/" + LONG_ID).says(HOSTILE).says("What it may be told");
        page.browser().until("document.querySelectorAll('.graph .box').length === 2");
        fits("job");
        page.browser().click("[data-operation=cancel]");
        page.browser().until("document.querySelector('dialog')?.innerText.includes('onerror')");
        fits("dialog");
        page.browser().click("dialog button:not(.danger)");
        page.go("jobs/" + LONG_ID + "/" + LONG_TASK).says("What may be done");
        fits("task");
    }

    @Test
    void theLobby() throws IOException {
        page.go("lobby").says(LONG_ACCOUNT).says(HOSTILE);
        fits("lobby");
    }

    @Test
    void events() throws IOException {
        page.go("events").says(HOSTILE);
        fits("events");
    }
}
