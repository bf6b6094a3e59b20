package io.patchbay.itests.blackbox;

import static io.patchbay.itests.blackbox.RecoveryApi.awaitUntil;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recovery jobs on a running node, over HTTP and at the command line, with the handlers of {@code examples/task-handler}. */
class RecoveryJobsIT {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final Path PLAN = Path.of("../examples/recovery/small.yaml");

    @TempDir
    private static Path folder;

    private static GuardedSite site;
    private static NodeProcess node;
    private static RecoveryApi jobs;

    @BeforeAll
    static void startNode() throws IOException {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        try (Stream<Path> shipped = Files.list(HOME.resolve("plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.copy(Path.of(System.getProperty("patchbay.task.handler")), plugins.resolve("example-tasks.jar"));
        site = GuardedSite.open(PLAN, folder.resolve("site"));
        node = NodeProcess.start(
                folder.resolve("data"),
                "--plugins",
                plugins.toString(),
                "--conf",
                site.conf().toString());
        jobs = new RecoveryApi(
                node.url(), node.credentials().path("admin").path("token").asText());
    }

    @AfterAll
    static void stopNode() throws IOException {
        node.close();
        site.close();
    }

    private static NodeProcess.Finished operator(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", node.url(), "--data", node.data().toString()));
        return NodeProcess.command(all.toArray(String[]::new));
    }

    private static Map<String, Object> writing(String id, Path target, String... dependencies) {
        return Map.of(
                "id",
                id,
                "type",
                "example.write-file",
                "input",
                Map.of("folder", target.toString(), "content", "made by " + id),
                "dependencies",
                List.of(dependencies));
    }

    private static Map<String, Object> waiting(String id, Path gate, String... dependencies) {
        return Map.of(
                "id",
                id,
                "type",
                "example.gate",
                "input",
                Map.of("gate", gate.toString()),
                "dependencies",
                List.of(dependencies));
    }

    /** As whoever copies it there, in one step. */
    private static void drop(Path jar, String name) throws IOException {
        Path plugins = folder.resolve("plugins");
        Path part = Files.copy(jar, plugins.resolve(name + ".part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, plugins.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String stateOfGate(String version) throws IOException, InterruptedException {
        for (JsonNode plugin : node.admin().get("/plugins").json().path("plugins")) {
            if (plugin.path("name").asText().equals("example.gate")
                    && plugin.path("version").asText().equals(version)) {
                return plugin.path("state").asText();
            }
        }
        return "gone";
    }

    private static void awaitGate(String version) {
        awaitUntil(() -> stateOfGate(version).equals("serving"));
    }

    @Test
    void runsAJobAndTellsEverythingThatHappens() throws Exception {
        Path target = folder.resolve("made");
        String job = jobs.submit("files", List.of(writing("b", target, "a"), writing("a", target)));
        CompletableFuture<List<String>> events = jobs.events(job, "0");

        assertThat(jobs.await(job, "completed").path("result").asText()).isEqualTo("success");
        assertThat(Path.of(jobs.task(job, "b").path("output").path("file").asText()))
                .hasContent("made by b");
        jobs.operate(job, "confirm");
        jobs.await(job, "finished");

        List<String> told = events.get(1, TimeUnit.MINUTES);
        assertThat(told.stream().filter(line -> line.startsWith("id: "))).isSorted();
        assertThat(String.join("\n", told))
                .contains("job.submitted", "example.write-file.started", "example.write-file.success", "job.finished")
                .contains("event: end");
        List<String> codes = new ArrayList<>();
        jobs.get("/jobs/" + job + "/log?limit=1000")
                .json()
                .path("entries")
                .forEach(entry -> codes.add(entry.path("code").asText()));
        assertThat(told.stream().filter(line -> line.startsWith("data: {\"position\"")))
                .as("as many events as entries")
                .hasSameSizeAs(codes);
    }

    @Test
    void goesOnAfterAPause() throws Exception {
        drop(GateJar.write(folder, "1.0.0"), "pausing-gate.jar");
        Path open = folder.resolve("pause-is-over");
        String job = jobs.submit("pausing", List.of(waiting("one", open), waiting("two", open, "one")));
        awaitUntil(() -> jobs.task(job, "one").path("state").asText().equals("running"));

        assertThat(operator("jobs", "pause", job).output()).isEqualTo(job + " is paused: paused by an operator\n");
        Files.createFile(open);
        awaitUntil(() -> jobs.task(job, "one").path("state").asText().equals("done"));

        assertThat(jobs.task(job, "two").path("state").asText()).isEqualTo("waiting");
        assertThat(jobs.operate(job, "confirm").json().path("code").asText()).isEqualTo("wrong-state");
        assertThat(jobs.operate(job, "resume").status()).isEqualTo(200);
        assertThat(jobs.await(job, "completed").path("result").asText()).isEqualTo("success");
    }

    @Test
    void replacesAHandlerDuringAJobAndNoAttemptFails() throws Exception {
        drop(GateJar.write(folder, "2.0.0"), "swapped-gate.jar");
        awaitGate("2.0.0");
        Path open = folder.resolve("swap-is-over");
        String job = jobs.submit("swapping", List.of(waiting("one", open), waiting("two", open, "one")));
        awaitUntil(() -> jobs.task(job, "one").path("state").asText().equals("running"));

        drop(GateJar.write(folder, "3.0.0"), "swapped-gate.jar");
        awaitGate("3.0.0");
        // longer than other plug-ins are waited for
        Awaitility.await().pollDelay(Duration.ofSeconds(4)).untilAsserted(() -> assertThat(stateOfGate("2.0.0"))
                .as("the version that an attempt is made with")
                .isEqualTo("draining"));
        Files.createFile(open);

        assertThat(jobs.await(job, "completed").path("result").asText()).isEqualTo("success");
        assertThat(jobs.task(job, "one").path("handler").asText()).isEqualTo("example.gate 2.0.0");
        assertThat(jobs.task(job, "one").path("output").path("by").asText()).isEqualTo("2.0.0");
        assertThat(jobs.task(job, "two").path("handler").asText()).isEqualTo("example.gate 3.0.0");
        assertThat(jobs.task(job, "one").path("attempt").asInt()).isEqualTo(1);
        awaitUntil(() -> stateOfGate("2.0.0").equals("gone"));
    }

    @Test
    void aTaskWithoutAHandlerWaitsAndSaysSo() throws Exception {
        String job = jobs.submit("patient", List.of(Map.of("id", "a", "type", "nobody.does-this")));

        awaitUntil(
                () -> jobs.task(job, "a").path("why").path("contents").asText().contains("nobody.does-this"));

        assertThat(operator("jobs", "show", job).output()).contains("nobody.does-this", "waiting", "installed");
        assertThat(operator("jobs", "skip", job, "a").status()).isZero();
        assertThat(operator("jobs", "watch", job).output()).endsWith("completed: success\n");
        assertThat(operator("jobs", "verify", job).output()).startsWith("whole: ");
    }

    @Test
    void refusesAGraphAndNamesEveryFault() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        Answer refused = jobs.send(
                "POST",
                "/jobs",
                "{\"id\":\"refused\",\"name\":\"x\",\"type\":\"migration\",\"cluster\":\"site-b\",\"colour\":\"red\",\"tasks\":["
                        + "{\"id\":\"a\",\"type\":\"t\",\"goal\":1},{\"id\":\"a\",\"type\":\"t\",\"dependencies\":[\"z\"]}]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("code").asText()).isEqualTo("invalid-job");
        assertThat(refused.json().path("faults").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/colour", "/tasks/0/goal", "/tasks/1/id", "/tasks/1/dependencies/0");
        assertThat(jobs.get("/jobs/refused").status()).isEqualTo(404);
    }

    @Test
    void namesEveryKindOfFaultThatAGraphHas() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        String network = "\"network\":{\"id\":\"n\",\"name\":\"n\"}";
        Answer refused = jobs.send(
                "POST",
                "/jobs",
                "{\"id\":\"faulty\",\"name\":\"x\",\"type\":\"migration\",\"cluster\":\"site-b\",\"labels\":{\"plan\":\""
                        + "x".repeat(300_000) + "\"},\"tasks\":["
                        + "{\"id\":\"a\",\"type\":\"create.netwrok\",\"dependencies\":[\"b\"]},"
                        + "{\"id\":\"b\",\"type\":\"example.noop\",\"dependencies\":[\"a\"]},"
                        + "{\"id\":\"t\",\"type\":\"create.tenant\",\"input\":{\"tenant\":{\"id\":5}}},"
                        + "{\"id\":\"b\",\"type\":\"example.noop\",\"colour\":\"red\"},"
                        + "{\"id\":\"n1\",\"type\":\"create.network\",\"input\":{\"tenant\":{\"$ref\":\"t#/tenant\"},"
                        + network
                        + "}},"
                        + "{\"id\":\"n2\",\"type\":\"create.network\",\"dependencies\":[\"t\"],\"input\":{\"tenant\":{\"$ref\":\"t#/project\"},"
                        + network + "}},"
                        + "{\"id\":\"n3\",\"type\":\"create.network\",\"input\":{\"tenant\":{\"$ref\":\"nobody#/tenant\"},"
                        + network
                        + "}}]}");

        assertThat(refused.status()).isEqualTo(422);
        List<String> faults = new ArrayList<>();
        refused.json()
                .path("faults")
                .forEach(fault -> faults.add(fault.path("code").asText() + " "
                        + fault.path("pointer").asText()));
        assertThat(faults)
                .containsExactlyInAnyOrder(
                        "oversize /labels",
                        "unknown-key /tasks/3/colour",
                        "cycle /tasks/0/dependencies",
                        "duplicate-id /tasks/3/id",
                        "unknown-type /tasks/0/type",
                        "wrong-type /tasks/2/input/tenant/id",
                        "missing /tasks/2/input/tenant",
                        "undeclared-reference /tasks/4/input/tenant",
                        "unknown-output /tasks/5/input/tenant",
                        "dangling-reference /tasks/6/input/tenant");
        assertThat(jobs.get("/jobs/faulty").status()).isEqualTo(404);
    }

    @Test
    void refusesTasksThatWaitForEachOther() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        Answer refused = jobs.post(
                "/jobs",
                Map.of(
                        "name",
                        "circle",
                        "type",
                        "simulation",
                        "cluster",
                        "site-b",
                        "tasks",
                        List.of(
                                Map.of("id", "a", "type", "t", "dependencies", List.of("b")),
                                Map.of("id", "b", "type", "t", "dependencies", List.of("a")))));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("faults").findValuesAsText("code")).containsExactly("cycle");
    }

    @Test
    void saysThatAPlanCanBeCarriedOutAndStoresNothing() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        int before = jobs.get("/jobs").json().path("total").asInt();

        Answer answer = jobs.send("POST", "/plans/validate", Files.readString(PLAN));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("tasks").asInt()).isEqualTo(17);
        assertThat(jobs.get("/jobs").json().path("total").asInt()).isEqualTo(before);
    }

    @Test
    void refusesAPlanAndNamesTheLineOfEveryFault() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        String plan = "schema: 1\nname: p\ncluster: c\ncolour: red\ntenants:\n  - {id: 5, name: t}\n";
        for (String path : List.of("/plans/validate", "/plans/preview", "/plans/jobs?id=refused-plan")) {
            Answer refused = jobs.send("POST", path, plan);

            assertThat(refused.status()).as(path).isEqualTo(422);
            assertThat(refused.json().path("code").asText()).isEqualTo("invalid-plan");
            assertThat(refused.json().path("faults").findValuesAsText("pointer"))
                    .containsExactly("/colour", "/tenants/0/id");
            assertThat(refused.json().path("faults").findValuesAsText("line")).containsExactly("4", "6");
        }
        assertThat(jobs.get("/jobs/refused-plan").status()).isEqualTo(404);
    }

    @Test
    void previewsAPlanWithWhoHoldsNowWhatItShares() throws Exception {
        String job = jobs.submit(
                "holding",
                List.of(Map.of(
                        "id", "a", "type", "example.noop", "shared", Map.of("kind", "tenant", "resource", "shop"))));
        jobs.await(job, "completed");

        JsonNode preview =
                jobs.send("POST", "/plans/preview", Files.readString(PLAN)).json();

        assertThat(preview.path("waves")).hasSize(6);
        assertThat(preview.path("criticalPath").path(0).asText()).isEqualTo("tenant.shop");
        for (JsonNode shared : preview.path("shared")) {
            boolean held = shared.path("key").asText().equals("tenant/shop/site-b");
            assertThat(shared.path("made").asBoolean()).as(shared.toString()).isEqualTo(held);
            assertThat(shared.path("holders")).hasSize(held ? 1 : 0);
        }
        assertThat(operator("plan", "preview", PLAN.toString()).output())
                .containsPattern("tenant/shop/site-b +tenant\\.shop +there, held by job " + job + " ");
    }

    @Test
    void tellsAnInstanceItsUserDataAndNobodyElse() throws Exception {
        awaitUntil(() -> jobs.get("/jobs").status() == 200);
        Answer taken = jobs.send("POST", "/plans/jobs?id=guarded", site.plan());
        jobs.await("guarded", "completed");

        assertThat(site.toldTo("web-1")).contains(GuardedSite.userData());
        Answer task = jobs.get("/jobs/guarded/tasks/instance.web-1");
        assertThat(task.json().at("/input/instance/user_data").asText()).isEqualTo("<sealed>");
        assertThat(List.of(
                        taken.body(),
                        task.body(),
                        jobs.get("/jobs/guarded/tasks").body(),
                        jobs.get("/jobs/guarded/log").body(),
                        operator("jobs", "show", "guarded").output(),
                        node.log()))
                .noneMatch(GuardedSite::isIn);
        assertThat(GuardedSite.filesThatHaveIt(node.data())).isEmpty();
    }

    @Test
    void isForTheAdminAlone() throws Exception {
        assertThat(new RecoveryApi(node.url(), "a guess").get("/jobs").status()).isEqualTo(401);
        String worker = node.credentials().path("worker").path("token").asText();
        assertThat(new RecoveryApi(node.url(), worker).get("/jobs").status()).isEqualTo(403);
    }

    @Test
    void refusesAJobThatIsTooLong() throws Exception {
        Answer refused = jobs.send("POST", "/jobs", "{\"name\":\"" + "x".repeat(17 * 1024 * 1024) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("code").asText()).isEqualTo("body-too-large");
    }

    @Test
    void countsWhatItDoes() throws Exception {
        double before = Scrape.of(node)
                .sum("patchbay_recovery_tasks_total", Map.of("type", "example.noop", "result", "success"));
        String job = jobs.submit("counted", List.of(Map.of("id", "a", "type", "example.noop")));
        jobs.await(job, "completed");

        Scrape after = Scrape.of(node);
        assertThat(after.sum("patchbay_recovery_tasks_total", Map.of("type", "example.noop", "result", "success")))
                .isEqualTo(before + 1);
        assertThat(after.sum("patchbay_recovery_jobs", Map.of("state", "completed")))
                .isGreaterThanOrEqualTo(1);
        assertThat(after.names()).contains("patchbay_recovery_task_wait_seconds_count");
        assertThat(after.sum("patchbay_recovery_task_seconds_count", Map.of("type", "example.noop")))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void listsTheHandlersAndElections() throws Exception {
        awaitUntil(() -> operator("plugins").output().contains("example.noop"));

        assertThat(operator("plugins").output())
                .containsPattern("election +claim ")
                .containsPattern("election +latch ")
                .containsPattern("handler +example.write-file +1.0.0 +serving");
    }
}
