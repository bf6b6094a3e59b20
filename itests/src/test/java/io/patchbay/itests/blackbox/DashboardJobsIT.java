package io.patchbay.itests.blackbox;

import static io.patchbay.itests.blackbox.RecoveryApi.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's page on recovery jobs, with tasks that go on when a test lets them. */
class DashboardJobsIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final String HOSTILE =
            "<img src=x onerror=\"document.stolen=1\">'</title><script>document.stolen=1</script>";

    @TempDir
    private static Path folder;

    private static NodeProcess node;
    private static RecoveryApi jobs;
    private static DashboardPage page;

    @BeforeAll
    static void open() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        try (Stream<Path> shipped = Files.list(HOME.resolve("plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.copy(Path.of(System.getProperty("patchbay.task.handler")), plugins.resolve("example-tasks.jar"));
        Files.move(GateJar.write(folder, "1.0.0"), plugins.resolve("gate.jar"));
        node = NodeProcess.start(folder.resolve("data"), "--plugins", plugins.toString());
        jobs = new RecoveryApi(
                node.url(), node.credentials().path("admin").path("token").asText());
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        page = DashboardPage.of(node);
    }

    @AfterAll
    static void close() throws IOException {
        page.close();
        node.close();
    }

    private static Map<String, Object> task(String id, String type, Map<String, Object> more, String... dependencies) {
        Map<String, Object> task = new HashMap<>(more);
        task.put("id", id);
        task.put("type", type);
        task.put("dependencies", List.of(dependencies));
        return task;
    }

    private static Map<String, Object> noop(String id, String... dependencies) {
        return task(id, "example.noop", Map.of(), dependencies);
    }

    /** A task that runs until there is a file of that name. */
    private static Map<String, Object> gate(String id, String file, String... dependencies) {
        return task(
                id,
                "example.gate",
                Map.of("input", Map.of("gate", folder.resolve(file).toString())),
                dependencies);
    }

    private static void submit(String id, String name, List<Map<String, Object>> tasks) throws Exception {
        Answer answer = jobs.post(
                "/jobs",
                Map.of(
                        "id",
                        id,
                        "name",
                        name,
                        "type",
                        "migration",
                        "cluster",
                        "site-b",
                        "objectiveMillis",
                        3_600_000,
                        "tasks",
                        tasks));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static void awaitRunning(String job, String task) {
        awaitUntil(() -> jobs.task(job, task).path("state").asText().equals("running"));
    }

    private static void untilCount(String selector, int count) throws IOException {
        page.browser().until("document.querySelectorAll('" + selector + "').length === " + count);
    }

    @Test
    void showsAJobAsAGraphAndOverTimeWithWhatDecides() throws Exception {
        submit(
                "shown",
                HOSTILE,
                List.of(
                        noop("net"),
                        gate("copy", "shown-is-over", "net"),
                        task("vm", "example.noop", Map.of("goal", true, "name", HOSTILE), "copy"),
                        noop("side", "net")));
        awaitRunning("shown", "copy");

        page.go("jobs").says(HOSTILE).look("jobs");
        page.go("jobs/shown").says(HOSTILE);
        untilCount(".graph .box", 4);
        untilCount(".graph .edge.critical", 1);
        page.says("until the objective").says("of 1 h 0 min, holds").says("≈ ");
        assertThat(page.browser().text(".steps"))
                .contains("copy")
                .contains("vm")
                .doesNotContain("side");
        untilCount(".gantt .span.running", 1);
        untilCount(".gantt .span.done", 2);
        untilCount(".gantt .span.expected.critical", 1);
        page.look("job");
        page.go("jobs/shown/vm").says(HOSTILE).look("job-task");
        assertThat(page.browser().value("document.stolen === undefined").asBoolean())
                .as("names are text")
                .isTrue();
        page.hasNoFaults();
        Files.createFile(folder.resolve("shown-is-over"));
    }

    @Test
    void offersWhatIsAllowedNowAndSaysWhyTheOthersAreNot() throws Exception {
        submit("told", "told", List.of(noop("net"), gate("copy", "told-is-over", "net"), noop("vm", "copy")));
        awaitRunning("told", "copy");

        page.go("jobs/told").says("Tasks under way end");
        assertThat(allowed("told")).containsExactly("pause", "cancel");
        page.browser().click("[data-operation=pause]").click("dialog button.primary");
        page.says("told is paused: paused by an operator");
        page.browser().until("!document.querySelector('[data-operation=resume]').disabled");
        assertThat(allowed("told")).containsExactly("pause", "resume", "cancel");
        page.browser().click("[data-operation=resume]");
        page.says("told is running.");
        Files.createFile(folder.resolve("told-is-over"));
        jobs.await("told", "completed");
        page.browser().until("!document.querySelector('[data-operation=confirm]').disabled");
        assertThat(allowed("told")).containsExactly("rollback", "confirm");
        page.browser().click("[data-operation=confirm]").click("dialog button.primary");
        jobs.await("told", "finished");
        page.browser().until("document.querySelectorAll('[data-operation]:disabled').length === 8");
        assertThat(allowed("told")).isEmpty();
    }

    @Test
    void hasInTheFeedWhatBecomesOfAJobAndWhoWantedIt() throws Exception {
        submit(
                "fed",
                HOSTILE,
                List.of(gate("copy", "fed-is-over"), task("lost", "example.delete-file", Map.of(), "copy")));
        awaitRunning("fed", "copy");
        page.go("jobs/fed").browser().click("[data-operation=pause]").click("dialog button.primary");
        page.says("paused by an operator").browser().click("[data-operation=resume]");
        Files.createFile(folder.resolve("fed-is-over"));
        jobs.await("fed", "completed");

        page.go("events?area=migrator&search=(fed)")
                .says(HOSTILE + " (fed) is accepted, 2 tasks from")
                .says("is told to pause by 127.0.0.1 (dashboard) and is paused")
                .says("could not do task lost, attempt 1: the input has no member 'file'")
                .says("(fed) has completed: partial success");
        page.browser().choose("select:has(option[value='180'])", "5");
        page.says("(fed) has completed: partial success").look("events");
        page.browser().click("[aria-label='Events, the latest first'] tbody tr.link");
        page.browser().until("document.querySelector('dialog')?.innerText.includes('(fed)')");
        page.hasNoFaults();
    }

    /** The operations whose buttons work; the node refuses all others, for the reason that the page says. */
    private static List<String> allowed(String job) throws Exception {
        JsonNode rows = page.browser()
                .value("[...document.querySelectorAll('.operations li')].map((row) => ({"
                        + "name: row.querySelector('button').dataset.operation, isAllowed: !row.querySelector('button').disabled,"
                        + "says: row.querySelector('span').innerText}))");
        List<String> allowed = new ArrayList<>();
        for (JsonNode row : rows) {
            String name = row.path("name").asText();
            if (row.path("isAllowed").asBoolean()) {
                allowed.add(name);
                continue;
            }
            Answer refused = jobs.operate(job, name);
            assertThat(refused.status()).as(name).isEqualTo(409);
            assertThat(row.path("says").asText())
                    .as(name)
                    .isEqualTo("Not now: " + refused.json().path("detail").asText());
        }
        return allowed;
    }

    @Test
    void showsWhoHoldsWhatIsShared() throws Exception {
        Map<String, Object> shared = Map.of("shared", Map.of("kind", "network", "resource", "net-7"));
        submit("maker", "maker", List.of(task("net", "example.noop", shared), gate("copy", "held-is-over", "net")));
        awaitRunning("maker", "copy");
        submit("user", "user", List.of(task("net", "example.noop", shared), gate("copy", "held-is-over", "net")));
        awaitRunning("user", "copy");

        page.go("jobs/user").says("net-7");

        page.browser()
                .until("document.querySelector('[aria-label=\"Shared resources\"] tbody a[href=\"#/jobs/maker\"]')");
        assertThat(page.browser().text("[aria-label='Shared resources'] tbody"))
                .contains("made")
                .contains("maker, this job");
        page.look("job-shared");
        Files.createFile(folder.resolve("held-is-over"));
    }

    @Test
    void leadsOutOfAJobThatIsStuck() throws Exception {
        submit(
                "stuck",
                "stuck",
                List.of(noop("net"), task("disk", "example.missing", Map.of(), "net"), noop("vm", "disk")));

        page.go("jobs/stuck").says("no handler 'example.missing' is installed").says("once all can begin");
        page.look("job-stuck");
        page.browser().click(".holds a");
        page.says("Depends on").browser().click("[data-operation=skip]");
        page.browser().fill("dialog textarea", "{\"id\": \"made by hand\"}").click("dialog button.primary");
        page.says("disk is skipped.");

        jobs.await("stuck", "completed");
        page.go("jobs/stuck").says("completed");
    }

    @Test
    void staysUsableWithThousandsOfTasks() throws Exception {
        List<Map<String, Object>> tasks = new ArrayList<>(List.of(gate("site", "many-is-over")));
        for (int i = 0; i < 1_000; i++) {
            tasks.add(noop("net-" + i, "site"));
            tasks.add(noop("copy-" + i, "net-" + i));
            tasks.add(noop(
                    "vm-" + i, i < 40 ? new String[] {"copy-" + i} : new String[] {"copy-" + i, "vm-" + (i - 40)}));
        }
        submit("many", "many", tasks);
        awaitRunning("many", "site");

        page.go("jobs/many").says("3,001 of 3,001 tasks");
        page.browser().until("document.querySelectorAll('.graph .box').length > 1");
        assertThat(page.browser()
                        .value("document.querySelectorAll('.graph .box').length")
                        .asInt())
                .isLessThanOrEqualTo(120);
        assertThat(page.browser()
                        .value("document.querySelectorAll('.gantt tbody tr').length")
                        .asInt())
                .as("rows in the page")
                .isLessThan(60);
        page.look("job-large");
        page.browser().fill("#tasks input[type=search]", "vm-999");
        page.says("1 of 3,001 tasks");
        page.go("jobs/many?around=vm-999").says("around vm-999");
        page.browser().until("document.querySelector('.graph .box.around')");
        jobs.operate("many", "cancel");
    }
}
