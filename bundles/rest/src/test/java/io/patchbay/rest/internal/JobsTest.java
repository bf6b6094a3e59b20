package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskPolicy;
import io.patchbay.api.recovery.TaskSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /recovery/v1/jobs}. */
class JobsTest {
    private static final String JOBS = "/recovery/v1/jobs";
    private static final String TASK = "{\"id\":\"net\",\"type\":\"create.network\"}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    private static String job(String more, String tasks) {
        return "{\"name\":\"site a\",\"type\":\"migration\",\"cluster\":\"site-b\"" + more + ",\"tasks\":[" + tasks
                + "]}";
    }

    private JobSubmission submit(String body) {
        HttpResponse<String> answer = api.asAdmin("POST", JOBS, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return api.jobs.submitted.get(Json.text(answer.body(), "id"));
    }

    private List<Object> faults(String body) {
        HttpResponse<String> answer = api.asAdmin("POST", JOBS, body);
        Json.assertProblem(answer, 422, "invalid-job");
        assertThat(api.jobs.submitted).as("stored").isEmpty();
        return Json.each(Json.at(answer.body(), "faults"), "pointer");
    }

    @Test
    void storesAJobAndSaysWhereItIs() {
        HttpResponse<String> answer = api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/recovery/v1/jobs/j1");
        assertThat(Json.object(answer.body())).containsEntry("id", "j1").containsEntry("state", "running");
        assertThat(api.jobs.actors).containsExactly("127.0.0.1");
    }

    @Test
    void isNotHurtByAJobThatIsSentTwice() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        assertThat(api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAnotherJobOfAnIdThatIsTaken() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        Json.assertProblem(api.asAdmin("POST", JOBS, job(",\"id\":\"j1\",\"group\":\"g\"", TASK)), 409, "job-exists");
    }

    @Test
    void readsEverythingThatAJobMayHave() {
        JobSubmission read = submit(
                "{\"id\":\"j1\",\"name\":\"a drill\",\"type\":\"simulation\",\"group\":\"g\","
                        + "\"cluster\":\"site-b\",\"objectiveMillis\":60000,\"startAt\":\"2030-01-01T00:00:00Z\",\"labels\":{\"a\":[null]},"
                        + "\"tasks\":[" + TASK
                        + ",{\"id\":\"sub\",\"type\":\"create.subnet\",\"name\":\"blue\",\"input\":{\"n\":1},"
                        + "\"dependencies\":[\"net\"],\"goal\":true,\"target\":\"rack-1\",\"shared\":{\"kind\":\"subnet\",\"resource\":"
                        + "\"s1\",\"within\":{\"kind\":\"network\",\"resource\":\"n1\",\"cluster\":\"site-c\"}},"
                        + "\"reverse\":{\"type\":\"delete.subnet\",\"input\":{\"x\":true}},\"attempts\":2,\"timeoutMillis\":5000}]}");

        SharedUse shared = new SharedUse(
                new SharedKey(SharedKind.SUBNET, "s1", "site-b"),
                Optional.of(new SharedKey(SharedKind.NETWORK, "n1", "site-c")));
        assertThat(read.type()).isEqualTo(JobType.SIMULATION);
        assertThat(read.group()).contains("g");
        assertThat(read.objective()).contains(Duration.ofMinutes(1));
        assertThat(read.startAt()).contains(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(read.labels().values()).containsOnlyKeys("a");
        assertThat(read.tasks().get(1))
                .isEqualTo(new TaskSpec(
                        "sub",
                        "create.subnet",
                        "blue",
                        Attributes.of("n", 1),
                        List.of("net"),
                        true,
                        Optional.of(shared),
                        Optional.of("rack-1"),
                        Optional.of(new ReverseTask("delete.subnet", Attributes.of("x", true))),
                        new TaskPolicy(OptionalInt.of(2), Optional.of(Duration.ofSeconds(5)))));
    }

    @Test
    void keepsEveryNumberOfAnInputAsItWasWritten() {
        JobSubmission read = submit(
                job(
                        "",
                        "{\"id\":\"a\",\"type\":\"t\",\"input\":{\"big\":123456789012345678901234567890,\"fine\":0.10000000000000000001}}"));

        assertThat(read.tasks().get(0).input().values())
                .containsEntry("big", new BigInteger("123456789012345678901234567890"))
                .containsEntry("fine", new BigDecimal("0.10000000000000000001"));
    }

    @Test
    void namesEverythingThatIsWrongWithItsPlace() {
        assertThat(
                        faults(
                                "{\"nme\":\"x\",\"type\":\"drill\",\"cluster\":7,\"objectiveMillis\":1.5,\"startAt\":\"soon\","
                                        + "\"tasks\":[{\"id\":\"a b\",\"type\":\"t\",\"dependencies\":[1],\"goal\":\"yes\",\"attempts\":0},"
                                        + "7,{\"type\":\"t\",\"input\":[],\"shared\":{\"kind\":\"cloud\"},\"reverse\":{},\"a/b~c\":1}]}"))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/nme",
                        "/type",
                        "/cluster",
                        "/objectiveMillis",
                        "/startAt",
                        "/tasks/0/id",
                        "/tasks/0/dependencies/0",
                        "/tasks/0/goal",
                        "/tasks/0/attempts",
                        "/tasks/1",
                        "/tasks/1/id",
                        "/tasks/1/type",
                        "/tasks/2/id",
                        "/tasks/2/input",
                        "/tasks/2/shared/kind",
                        "/tasks/2/shared/resource",
                        "/tasks/2/reverse/type",
                        "/tasks/2/a~1b~0c");
    }

    @Test
    void boundsWhatIsKeptWithAJob() {
        String plan = "x".repeat(300_000);

        assertThat(faults(job(",\"labels\":{\"plan\":\"" + plan + "\"}", TASK))).containsExactly("/labels");
    }

    @Test
    void namesWhatIsWrongWithTheGraphAsWell() {
        api.jobs.faults.add(Fault.ofTask("cycle", "/tasks/0/dependencies", "net", "a circle"));

        assertThat(faults(job(",\"startAt\":\"soon\"", TASK))).containsExactly("/startAt", "/tasks/0/dependencies");
    }

    @Test
    void doesNotBlameTheGraphForWhatFollowsFromABadValue() {
        api.jobs.faults.add(Fault.ofTask("unknown-dependency", "/tasks/0/dependencies/0", "net", "there is no task"));

        assertThat(faults(job("", "{\"id\":\"net\",\"type\":\"t\",\"dependencies\":[7]}")))
                .containsExactly("/tasks/0/dependencies/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"x\""})
    void refusesABodyThatIsNoJob(String body) {
        assertThat(faults(body)).contains("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "[1,]"})
    void refusesABodyThatIsNoJson(String body) {
        Json.assertProblem(api.asAdmin("POST", JOBS, body), 400, "malformed-body");
    }

    @Test
    void boundsJobs() {
        api.settings.modified(Api.config(Map.of("maxJobBytes", 2000L)));

        assertThat(api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK) + " ".repeat(1000))
                        .statusCode())
                .isEqualTo(201);
        Json.assertProblem(api.asAdmin("POST", JOBS, job("", TASK) + " ".repeat(2000)), 413, "body-too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/recovery/v1/jobs",
        "GET,/recovery/v1/jobs",
        "GET,/recovery/v1/jobs/j1",
        "GET,/recovery/v1/jobs/j1/events",
        "POST,/recovery/v1/jobs/j1/operations"
    })
    void isForTheAdminAlone(String method, String path) {
        Json.assertProblem(api.send(method, path, ""), 401, "unauthorized");
        Json.assertProblem(api.asWorker(method, path, ""), 403, "forbidden");
    }

    @Test
    void listsTheNewestFirst() {
        for (int number = 1; number <= 3; number++) {
            api.asAdmin("POST", JOBS, job(",\"id\":\"j" + number + "\",\"labels\":{\"plan\":\"long\"}", TASK));
        }

        String listed = api.asAdmin("GET", JOBS + "?limit=2", "").body();

        assertThat(Json.at(listed, "total")).isEqualTo(3);
        assertThat(Json.each(Json.at(listed, "jobs"), "id")).containsExactly("j3", "j2");
        assertThat(listed).doesNotContain("labels");
    }

    @Test
    void listsThoseInAState() {
        api.asAdmin("POST", JOBS, job("", TASK));

        assertThat(Json.at(api.asAdmin("GET", JOBS + "?state=running", "").body(), "total"))
                .isEqualTo(1);
        assertThat(Json.at(api.asAdmin("GET", JOBS + "?state=clear-failed", "").body(), "total"))
                .isEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?state=busy"})
    void refusesAWrongQuery(String query) {
        Json.assertProblem(api.asAdmin("GET", JOBS + query, ""), 400, "invalid-value");
    }

    @Test
    void showsAJob() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\",\"labels\":{\"plan\":\"p\"}", TASK));

        assertThat(Json.object(api.asAdmin("GET", JOBS + "/j1", "").body()))
                .containsEntry("name", "site a")
                .containsEntry("type", "migration")
                .containsEntry("submittedAt", "2026-01-31T12:00:00Z")
                .containsEntry("elapsedMillis", 5000)
                .containsEntry("labels", Map.of("plan", "p"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/tasks", "/log", "/shared", "/events"})
    void saysThatThereIsNoSuchJob(String path) {
        Json.assertProblem(api.asAdmin("GET", JOBS + "/none" + path, ""), 404, "unknown-job");
    }

    @Test
    void listsTasksInParts() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK + ",{\"id\":\"b\",\"type\":\"t\"}"));

        String listed =
                api.asAdmin("GET", JOBS + "/j1/tasks?offset=1&limit=5", "").body();

        assertThat(Json.at(listed, "total")).isEqualTo(2);
        assertThat(Json.each(Json.at(listed, "tasks"), "id")).containsExactly("b");
        assertThat(Json.at(
                        api.asAdmin("GET", JOBS + "/j1/tasks?state=waiting", "").body(), "total"))
                .isEqualTo(0);
    }

    @Test
    void showsATaskWithWhatItGotAndMade() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", "{\"id\":\"a\",\"type\":\"t\",\"input\":{\"n\":1}}"));

        assertThat(Json.object(api.asAdmin("GET", JOBS + "/j1/tasks/a", "").body()))
                .containsEntry("result", "success")
                .containsEntry("input", Map.of("n", 1))
                .containsEntry("output", Map.of("n", 1));
        Json.assertProblem(api.asAdmin("GET", JOBS + "/j1/tasks/z", ""), 404, "unknown-job-task");
    }

    @Test
    void readsTheLogOnFromAPosition() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        api.jobs.log("create.network.started");
        api.jobs.log("create.network.success");

        String first = api.asAdmin("GET", JOBS + "/j1/log?limit=1", "").body();
        Object position = Json.at(first, "entries", 0, "position");

        assertThat(Json.each(
                        Json.at(
                                api.asAdmin("GET", JOBS + "/j1/log?after=" + position, "")
                                        .body(),
                                "entries"),
                        "code"))
                .containsExactly("create.network.success");
    }

    @Test
    void showsWhatIsShared() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        assertThat(Json.at(api.asAdmin("GET", JOBS + "/j1/shared", "").body(), "shared", 0))
                .isEqualTo(Map.of(
                        "kind",
                        "network",
                        "resource",
                        "net-7",
                        "cluster",
                        "site-b",
                        "maker",
                        Map.of("job", "j1", "task", "net"),
                        "made",
                        true,
                        "confirmed",
                        false,
                        "holders",
                        List.of("j1")));
    }

    private HttpResponse<String> operate(String body) {
        return api.asAdmin("POST", JOBS + "/j1/operations", body);
    }

    @Test
    void givesCommands() {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        for (String body : List.of(
                "{\"operation\":\"pause\",\"until\":\"2030-01-01T00:00:00Z\"}",
                "{\"operation\":\"pause\"}",
                "{\"operation\":\"resume\"}",
                "{\"operation\":\"cancel\"}",
                "{\"operation\":\"retry\",\"goals\":[\"a\"]}",
                "{\"operation\":\"rollback\"}",
                "{\"operation\":\"ignore-rollback\"}",
                "{\"operation\":\"confirm\"}",
                "{\"operation\":\"cancel-confirm\"}",
                "{\"operation\":\"skip\",\"task\":\"net\",\"output\":{\"id\":1}}",
                "{\"operation\":\"rerun\",\"task\":\"net\"}")) {
            assertThat(operate(body).statusCode()).as(body).isEqualTo(200);
        }

        assertThat(api.jobs.commands)
                .containsExactly(
                        new Command.Pause(Optional.of(Instant.parse("2030-01-01T00:00:00Z"))),
                        new Command.Pause(Optional.empty()),
                        new Command.Resume(),
                        new Command.Cancel(),
                        new Command.Retry(List.of("a")),
                        new Command.Rollback(),
                        new Command.IgnoreRollback(),
                        new Command.Confirm(),
                        new Command.CancelConfirm(),
                        new Command.Skip("net", Optional.of(Output.of(Attributes.of("id", 1)))),
                        new Command.Rerun("net"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"operation\":\"stop\"}",
                "{\"operation\":\"pause\",\"until\":\"soon\"}",
                "{\"operation\":\"resume\",\"until\":\"2030-01-01T00:00:00Z\"}",
                "{\"operation\":\"skip\"}",
                "{\"operation\":\"skip\",\"task\":\"a b\"}",
                "{\"operation\":\"retry\",\"goals\":\"a\"}"
            })
    void refusesAWrongOperation(String body) {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        Json.assertProblem(operate(body), 400, "invalid-value");
        assertThat(api.jobs.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-state,409",
        "bad-resume-time,400",
        "nothing-failed,409",
        "task-not-done,409",
        "task-not-open,409",
        "busy,503"
    })
    void saysWhyACommandIsRefused(String code, int status) {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));
        api.jobs.answer = Optional.of(new Commanded.Refused(code, "only a paused job is resumed"));

        HttpResponse<String> refused = operate("{\"operation\":\"resume\"}");

        Json.assertProblem(refused, status, code);
        assertThat(Json.text(refused.body(), "detail")).isEqualTo("Only a paused job is resumed.");
    }

    @Test
    void saysThatThereIsNothingToCommand() {
        Json.assertProblem(operate("{\"operation\":\"resume\"}"), 404, "unknown-job");
        Json.assertProblem(operate("{\"operation\":\"rerun\",\"task\":\"a\"}"), 404, "unknown-job-task");
    }

    @Test
    void saysThatJobsCannotBeReachedNow() {
        api.jobs.away = true;

        Json.assertProblem(api.asAdmin("GET", JOBS, ""), 503, "jobs-unavailable");
        Json.assertProblem(api.asAdmin("POST", JOBS, job("", TASK)), 503, "jobs-unavailable");
    }

    @Test
    void saysThatJobsAreNotThereYet() {
        api.jobsLink.unbindJobs(api.jobs);

        Json.assertProblem(api.asAdmin("GET", JOBS, ""), 503, "starting");
        Json.assertProblem(api.asAdmin("POST", JOBS, job("", TASK)), 503, "starting");
    }

    @Test
    void isThereForConsolesInsideTheNodeButForStreams() {
        assertThat(api.api
                        .ask(OperatorRequest.get(JOBS, "console"))
                        .toCompletableFuture()
                        .join()
                        .body())
                .isEqualTo("{\"total\":0,\"jobs\":[]}");
        assertThat(api.api
                        .ask(OperatorRequest.get(JOBS + "/j1/events", "console"))
                        .toCompletableFuture()
                        .join()
                        .status())
                .isEqualTo(404);
    }
}
