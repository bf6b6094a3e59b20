package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.TaskStatus;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {
    private static final String SCHEDULE = "/cluster/v1/schedule";
    private static final String PLAY =
            "{\"purpose\":\"play\",\"task\":\"t1\",\"preference\":{\"isp\":\"a\"},\"reserveMillis\":5000}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void schedules() {
        HttpResponse<String> response = api.asWorker("POST", SCHEDULE, PLAY);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Json.at(response.body(), "worker", "id")).isEqualTo("portal-1");
        assertThat(Json.at(response.body(), "worker", "info", "port")).isEqualTo(8080);
        assertThat(Json.at(response.body(), "reservedUntil")).isEqualTo(1_700_000_180_000L);
        assertThat(api.placement.schedules).singleElement().satisfies(request -> {
            assertThat(request.purpose()).isEqualTo("play");
            assertThat(request.task()).isEqualTo("t1");
            assertThat(request.preference().attributes().values()).isEqualTo(Map.of("isp", "a"));
            assertThat(request.reserveMillis()).isEqualTo(5000);
        });
    }

    @Test
    void leavesTheTimeToTheSchedulerIfNoneIsGiven() {
        api.asWorker("POST", SCHEDULE, "{\"purpose\":\"play\",\"task\":\"t1\"}");
        assertThat(api.placement.schedules.get(0).reserveMillis()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_SCHEDULER,no-scheduler,No scheduler for purpose: play",
        "FULL,full,'Failed in scheduling play worker, reason: No worker available, all in full load.'",
        "NO_MATCH,no-match,'Failed in scheduling play worker, reason: No worker matches the preference.'",
        "NO_PLUGIN,no-plugin,no matcher 'x' is installed",
        "NOT_READY,not-ready,cluster manager is not ready.",
        "BUSY,busy,too many requests",
    })
    void passesTheSchedulersReasonOn(RefusalCode code, String name, String message) {
        api.placement.refuse(code, message);
        HttpResponse<String> response = api.asWorker("POST", SCHEDULE, PLAY);
        Json.assertProblem(response, 503, name);
        assertThat(Json.object(response.body()))
                .containsEntry("detail", message)
                .containsEntry("retryable", true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'task':'t'}|purpose",
                "{'purpose':'p'}|task",
                "{'purpose':'p','task':''}|task",
                "{'purpose':'p','task':'t','preference':'x'}|preference",
                "{'purpose':'p','task':'t','preference':{'isp':5}}|preference.isp",
                "{'purpose':'p','task':'t','preference':{'isp':'a','region':['b']}}|preference.region",
                "{'purpose':'p','task':'t','reserveMillis':-1}|reserveMillis",
                "{'purpose':'p','task':'t','reserveMillis':86400001}|reserveMillis",
                "{'purpose':'p','task':'t','reserveMillis':99999999999999999999999999}|reserveMillis",
                "{'purpose':'p','task':'t','reserveMillis':true}|reserveMillis",
                "{'purpose':'p','task':'t','reservemillis':1}|reservemillis",
            })
    void namesThePathOfAWrongValue(String body, String field) {
        for (String path : new String[] {SCHEDULE, "/cluster/v1/explain"}) {
            HttpResponse<String> response = api.asWorker("POST", path, body.replace('\'', '"'));
            Json.assertProblem(response, 400, "invalid-value");
            assertThat(Json.text(response.body(), "field")).isEqualTo(field);
        }
        assertThat(api.placement.schedules).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal", "conference"})
    void keepsTheTasksOfNodesFromWorkers(String purpose) {
        String body = "{\"purpose\":\"" + purpose + "\",\"task\":\"t\"}";
        Json.assertProblem(api.asWorker("POST", SCHEDULE, body), 409, "reserved-purpose");
        Json.assertProblem(api.asWorker("DELETE", "/cluster/v1/tasks/" + purpose + "/t", ""), 409, "reserved-purpose");
        assertThat(api.placement.unscheduled).isEmpty();
    }

    @Test
    void letsTheAdminScheduleWhatNodesDo() {
        String body = "{\"purpose\":\"portal\",\"task\":\"t\"}";
        assertThat(api.asAdmin("POST", SCHEDULE, body).statusCode()).isEqualTo(200);
    }

    @Test
    void explains() {
        String body = api.asWorker("POST", "/cluster/v1/explain", PLAY).body();
        assertThat(Json.at(body, "outcome", "worker", "id")).isEqualTo("portal-1");
        assertThat(Json.at(body, "strategy")).isEqualTo("least-used 1.0.0");
        assertThat(Json.at(body, "workers", 0))
                .isEqualTo(Map.of(
                        "worker",
                        "play-1",
                        "load",
                        0.2,
                        "kept",
                        true,
                        "chosen",
                        true,
                        "by",
                        "strategy least-used",
                        "reason",
                        "least load"));
    }

    @Test
    void explainsARefusal() {
        api.placement.refuse(RefusalCode.FULL, "all full");
        String body = api.asWorker("POST", "/cluster/v1/explain", PLAY).body();
        assertThat(Json.at(body, "outcome", "refused")).isEqualTo(Map.of("code", "full", "message", "all full"));
    }

    @Test
    void tellsWhereATaskIs() {
        api.placement.taskStatus = new TaskStatus.Found("play-1", ScriptedPlacement.INFO, false, 17, true);
        String body = api.asWorker("GET", "/cluster/v1/tasks/play/t1", "").body();
        assertThat(Json.at(body, "worker", "id")).isEqualTo("play-1");
        assertThat(Json.at(body, "executing")).isEqualTo(false);
        assertThat(Json.at(body, "reservedUntil")).isEqualTo(17);
    }

    @Test
    void tellsNoDeadlineOfATaskThatExecutes() {
        api.placement.taskStatus = new TaskStatus.Found("play-1", ScriptedPlacement.INFO, true, 0, true);
        String body = api.asWorker("GET", "/cluster/v1/tasks/play/t1", "").body();
        assertThat(Json.object(body)).containsEntry("executing", true).doesNotContainKey("reservedUntil");
    }

    @Test
    void saysThatThereIsNoSuchTask() {
        HttpResponse<String> response = api.asWorker("GET", "/cluster/v1/tasks/play/t1", "");
        Json.assertProblem(response, 404, "no-such-task");
        assertThat(Json.text(response.body(), "detail")).isEqualTo("No such a task");
    }

    @Test
    void saysThatThereIsNoSuchPurpose() {
        api.placement.taskStatus = new TaskStatus.InvalidPurpose();
        HttpResponse<String> response = api.asWorker("GET", "/cluster/v1/tasks/play/t1", "");
        Json.assertProblem(response, 404, "invalid-purpose");
        assertThat(Json.text(response.body(), "detail")).isEqualTo("Invalid purpose.");
    }

    @Test
    void forgetsATask() {
        assertThat(api.asWorker("DELETE", "/cluster/v1/tasks/play/t%2D1", "").statusCode())
                .isEqualTo(204);
        assertThat(api.placement.unscheduled).containsExactly("play/t-1");
    }

    @Test
    void saysThatThereWasNothingToForget() {
        api.placement.known = false;
        Json.assertProblem(api.asWorker("DELETE", "/cluster/v1/tasks/play/t1", ""), 404, "no-such-task");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/workers?purpose=play",
        "PUT,/workers/a%2Db",
        "DELETE,/workers/a",
        "POST,/workers/a/report",
        "POST,/schedule",
        "POST,/explain",
        "GET,/tasks/play/t",
        "DELETE,/tasks/play/t"
    })
    void sendsToTheLeader(String method, String path) {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.5:8080/")));
        HttpResponse<String> response = api.asWorker(method, "/cluster/v1" + path, method.equals("GET") ? "" : PLAY);
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).contains("http://10.0.0.5:8080/cluster/v1" + path);
    }

    @Test
    void sendsNobodyAwayWithoutAToken() {
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.5:8080")));
        assertThat(api.send("GET", "/cluster/v1/workers", "").statusCode()).isEqualTo(401);
    }

    @Test
    void saysThatNobodyLeads() {
        api.node.leader = Optional.empty();
        HttpResponse<String> response = api.asWorker("POST", SCHEDULE, PLAY);
        Json.assertProblem(response, 503, "not-ready");
        assertThat(Json.text(response.body(), "detail")).isEqualTo("cluster manager is not ready.");
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void hasACodeForEveryRefusal(RefusalCode code) {
        api.placement.refuse(code, "because");
        assertThat(api.asWorker("POST", SCHEDULE, PLAY).statusCode()).isEqualTo(503);
    }
}
