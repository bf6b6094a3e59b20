package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /recovery/v1/jobs}. */
class JobSubmissionTest extends JobsCase {
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
}
