package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private static final String WORKER = "/cluster/v1/workers/play-1";
    private static final String REPORT = WORKER + "/report";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void joins() {
        HttpResponse<String> response = api.asWorker(
                "PUT",
                WORKER,
                """
                {"purpose":"play","info":{"ip":"10.0.0.9","hostname":"h","port":7,"ssl":true,"viaHost":"http://p",
                "maxLoad":0.5,"capacity":{"isps":["a"],"more":{"x":1}}},"state":1,"load":0.25,
                "incarnation":"i1","tasks":["a","b"]}""");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"epoch\":7,\"revoked\":[\"lost\"]}");
        WorkerAnnouncement joined = api.placement.joined.get(0);
        assertThat(joined.id()).isEqualTo("play-1");
        assertThat(joined.purpose()).isEqualTo("play");
        assertThat(joined.info().hostname()).isEqualTo("h");
        assertThat(joined.info().maxLoad()).isEqualTo(0.5);
        assertThat(joined.info().capacity().values()).isEqualTo(Map.of("isps", List.of("a"), "more", Map.of("x", 1)));
        assertThat(joined.state()).isEqualTo(OptionalInt.of(1));
        assertThat(joined.load()).isEqualTo(OptionalDouble.of(0.25));
        assertThat(joined.incarnation()).contains("i1");
        assertThat(joined.tasks()).contains(Set.of("a", "b"));
    }

    @Test
    void joinsWithSeats() {
        api.asWorker(
                "PUT",
                WORKER,
                "{\"purpose\":\"play\",\"info\":{\"seats\":8},\"tasks\":[\"a\",\"b\"],\"seats\":{\"b\":3}}");
        assertThat(api.placement.joined.get(0).info().seats()).isEqualTo(OptionalInt.of(8));
        assertThat(api.placement.joined.get(0).seats()).isEqualTo(Map.of("b", 3));
    }

    @Test
    void reportsTheSeatsOfTasks() {
        api.asWorker("POST", REPORT, "{\"pickedUp\":[\"b\"],\"seats\":{\"b\":3}}");
        assertThat(api.placement.reports.get(0).seats()).isEqualTo(Map.of("b", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":0}", "{\"b\":65}", "{\"b\":\"3\"}", "{\"no id\":1}", "[]"})
    void refusesSeatsThatNoTaskCanTake(String seats) {
        HttpResponse<String> response = api.asWorker("POST", REPORT, "{\"seats\":" + seats + "}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Json.text(response.body(), "detail")).contains("seats");
        assertThat(api.placement.reports).isEmpty();
    }

    @Test
    void joinsWithThePurposeAlone() {
        api.asWorker("PUT", WORKER, "{\"purpose\":\"play\"}");
        WorkerAnnouncement joined = api.placement.joined.get(0);
        assertThat(joined.info().maxLoad()).isEqualTo(0.85);
        assertThat(joined.state()).isEmpty();
        assertThat(joined.load()).isEmpty();
        assertThat(joined.tasks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal", "conference"})
    void keepsThePurposesOfNodes(String purpose) {
        HttpResponse<String> response = api.asAdmin("PUT", WORKER, "{\"purpose\":\"" + purpose + "\"}");
        Json.assertProblem(response, 409, "reserved-purpose");
        assertThat(Json.text(response.body(), "detail")).startsWith("reserved purpose");
        assertThat(api.placement.joined).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,node-portal,''",
        "DELETE,node-portal,''",
        "POST,node-portal,/report",
        "POST,node-conference,/report",
        "DELETE,node-conference,''"
    })
    void letsNobodySpeakForANode(String method, String id, String more) {
        String body = method.equals("PUT") ? "{\"purpose\":\"play\"}" : method.equals("POST") ? "{}" : "";
        Json.assertProblem(api.asWorker(method, "/cluster/v1/workers/" + id + more, body), 409, "reserved-purpose");
        assertThat(api.placement.reports).isEmpty();
    }

    @Test
    void reports() {
        HttpResponse<String> response = api.asWorker(
                "POST",
                REPORT,
                "{\"load\":1,\"state\":2,\"pickedUp\":[\"a\"],\"laidDown\":[\"b\",\"c\"],\"sequence\":4}");
        assertThat(response.body()).isEqualTo("{\"epoch\":7,\"revoked\":[\"lost\"]}");
        assertThat(api.placement.reports).singleElement().satisfies(report -> {
            assertThat(report.load()).isEqualTo(OptionalDouble.of(1));
            assertThat(report.pickedUp()).containsExactly("a");
            assertThat(report.laidDown()).containsExactly("b", "c");
            assertThat(report.sequence()).isEqualTo(OptionalLong.of(4));
        });
    }

    @Test
    void takesAnEmptyReportAsASignOfLife() {
        assertThat(api.asWorker("POST", REPORT, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void hintsAtJoiningFirst() {
        api.placement.reportAnswer = new ReportAnswer.Unknown();
        HttpResponse<String> response = api.asWorker("POST", REPORT, "{}");
        Json.assertProblem(response, 404, "unknown-worker");
        assertThat(Json.text(response.body(), "detail")).contains("join first with PUT /cluster/v1/workers/play-1");
    }

    @Test
    void asksForAResyncAfterAGap() {
        api.placement.reportAnswer = new ReportAnswer.Resync(9);
        HttpResponse<String> response = api.asWorker("POST", REPORT, "{\"sequence\":12}");
        Json.assertProblem(response, 409, "resync");
        assertThat(Json.at(response.body(), "expected")).isEqualTo(9);
    }

    @Test
    void saysThatAnIdBelongsToAnotherPurpose() {
        api.placement.reportAnswer = new ReportAnswer.PurposeConflict("storage");
        Json.assertProblem(api.asWorker("PUT", WORKER, "{\"purpose\":\"play\"}"), 409, "purpose-conflict");
    }

    @Test
    void saysThatTheClusterManagerIsNotReady() {
        api.placement.reportAnswer = new ReportAnswer.NotReady();
        HttpResponse<String> response = api.asWorker("POST", REPORT, "{}");
        Json.assertProblem(response, 503, "not-ready");
        assertThat(Json.text(response.body(), "detail")).isEqualTo("cluster manager is not ready.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|purpose|purpose is missing",
                "{'purpose':'a b'}|purpose|purpose must be 1 to 200 letters, digits or - _ . : @",
                "{'purpose':'play','colour':1}|colour|colour is not known here",
                "{'purpose':'play','info':[]}|info|info must be an object but was an array",
                "{'purpose':'play','info':{'Ip':''}}|info.Ip|info.Ip is not known here",
                "{'purpose':'play','info':{'port':'80'}}|info.port|info.port must be a whole number but was a string",
                "{'purpose':'play','info':{'port':65536}}|info.port|info.port must be within 0 and 65535",
                "{'purpose':'play','info':{'maxLoad':1.01}}|info.maxLoad|info.maxLoad must be within 0 and 1",
                "{'purpose':'play','info':{'ssl':'no'}}|info.ssl|info.ssl must be a boolean but was a string",
                "{'purpose':'play','info':{'capacity':[1]}}|info.capacity|info.capacity must be an object but was an array",
                "{'purpose':'play','info':{'capacity':{'isps':'telco'}}}|info.capacity.isps"
                        + "|info.capacity.isps must be an array but was a string",
                "{'purpose':'play','info':{'capacity':{'regions':['a',1]}}}|info.capacity.regions[1]"
                        + "|info.capacity.regions[1] must be a string but was a number",
                "{'purpose':'play','load':'high'}|load|load must be a number but was a string",
                "{'purpose':'play','load':-0.1}|load|load must be within 0 and 1",
                "{'purpose':'play','state':2.5}|state|state must be a whole number",
                "{'purpose':'play','tasks':'a'}|tasks|tasks must be an array but was a string",
                "{'purpose':'play','tasks':['a',7]}|tasks[1]|tasks[1] must be a string but was a number",
                "{'purpose':'play','tasks':['a/b']}|tasks[0]|tasks[0] must be 1 to 200 letters, digits or - _ . : @",
                "[]|body|body must be an object but was an array",
                "7|body|body must be an object but was a number",
            })
    void namesThePathOfAWrongValue(String body, String field, String detail) {
        HttpResponse<String> response = api.asWorker("PUT", WORKER, body.replace('\'', '"'));
        Json.assertProblem(response, 400, "invalid-value");
        assertThat(Json.object(response.body())).containsEntry("field", field).containsEntry("detail", detail);
        assertThat(api.placement.joined).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "nope", "{\"purpose\":\"play\"} x", "{\"purpose\":\"a\\u0000\"}", "{\"a\":1e999}"})
    void refusesWhatIsNoJson(String body) {
        Json.assertProblem(api.asWorker("PUT", WORKER, body), 400, "malformed-body");
    }

    @Test
    void refusesAnIdThatIsNone() {
        Json.assertProblem(
                api.asWorker("PUT", "/cluster/v1/workers/a%20b", "{\"purpose\":\"play\"}"), 400, "invalid-value");
    }

    @Test
    void leaves() {
        HttpResponse<String> response = api.asWorker("DELETE", WORKER, "");
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void saysThatNobodyLeft() {
        api.placement.known = false;
        Json.assertProblem(api.asWorker("DELETE", WORKER, ""), 404, "unknown-worker");
    }

    @Test
    void listsWorkers() {
        String body =
                api.asWorker("GET", "/cluster/v1/workers?purpose=play", "").body();
        assertThat(body)
                .isEqualTo(
                        "{\"workers\":[{\"id\":\"play-1\",\"purpose\":\"play\",\"info\":{\"ip\":\"10.239.158.161\","
                                + "\"hostname\":\"\",\"port\":8080,\"ssl\":false,\"viaHost\":\"\",\"maxLoad\":0.85,"
                                + "\"capacity\":{\"isps\":[\"telco\"]}},\"state\":2,\"load\":0.25,\"reserved\":1,\"executing\":2,"
                                + "\"tasks\":[\"a\",\"b\"],\"silentMillis\":300,\"reportedAt\":1699999999700,\"seatsTaken\":3}]}");
    }

    @Test
    void leavesOutTheTasksWhereNobodyWantsThem() {
        assertThat(api.asAdmin("GET", "/cluster/v1/workers?purpose=play&tasks=false", "")
                        .body())
                .doesNotContain("\"tasks\"")
                .contains("\"silentMillis\":300");
        assertThat(api.placement.tasksAskedFor).isZero();
    }

    @Test
    void leavesOutTheAgesOfWorkersThatReport() {
        assertThat(api.asAdmin("GET", "/cluster/v1/workers?purpose=play&ages=false", "")
                        .body())
                .doesNotContain("silentMillis", "reportedAt")
                .contains("\"seatsTaken\":3");
    }

    @Test
    void saysSinceWhenAWorkerIsSilentAlsoWithoutAges() {
        api.placement.silentMillis = 3_000;

        assertThat(api.asAdmin("GET", "/cluster/v1/workers?purpose=play&ages=false", "")
                        .body())
                .doesNotContain("silentMillis")
                .contains("\"reportedAt\":1699999997000");
    }

    @Test
    void saysWhyAWorkerIsPassedOver() {
        api.placement.passedOver = Optional.of(PassedOver.UNREACHED);

        assertThat(api.asAdmin("GET", "/cluster/v1/workers?purpose=play&ages=false", "")
                        .body())
                .contains("\"passedOver\":\"unreached\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks=no", "ages=", "purpose=a%20b"})
    void listsNothingThatCannotBeMeant(String query) {
        Json.assertProblem(api.asAdmin("GET", "/cluster/v1/workers?" + query, ""), 400, "invalid-value");
    }

    @Test
    void listsTheWorkersOfAllPurposes() {
        Object workers = Json.at(api.asAdmin("GET", "/cluster/v1/workers/", "").body(), "workers");
        assertThat(Json.each(workers, "id")).containsExactly("node-portal", "node-conference", "play-1");
    }

    @Test
    void takesALargerBodyFromWorkers() {
        String tasks = "\"task-000000000000\",".repeat(15_000);
        String body = "{\"purpose\":\"play\",\"tasks\":[" + tasks + "\"last\"]}";
        assertThat(api.asWorker("PUT", WORKER, body).statusCode()).isEqualTo(200);
    }
}
