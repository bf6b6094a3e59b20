package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.operator.OperatorRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /recovery/v1/jobs} tells of jobs, and whom. */
class JobsTest extends JobsCase {
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
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?state=busy", "?ages=0"})
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
    @ValueSource(strings = {"?ages=false", "/j1?ages=false"})
    void saysSinceWhenAJobRunsInPlaceOfForHowLong(String query) {
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        assertThat(api.asAdmin("GET", JOBS + query, "").body())
                .doesNotContain("elapsedMillis")
                .contains("\"runningSince\":\"2026-01-31T12:00:00Z\"");
    }

    @Test
    void saysHowLongAJobRanThatDoesNotAnyMore() {
        api.jobs.runningSince = Optional.empty();
        api.asAdmin("POST", JOBS, job(",\"id\":\"j1\"", TASK));

        assertThat(api.asAdmin("GET", JOBS + "?ages=false", "").body())
                .contains("\"elapsedMillis\":5000")
                .doesNotContain("runningSince");
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
