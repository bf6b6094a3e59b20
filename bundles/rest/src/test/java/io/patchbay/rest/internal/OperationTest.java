package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.store.StoreException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plug-ins, pins, backups, and whether the node is ready. */
class OperationTest {
    private static final String PIN = "/cluster/v1/plugins/strategy/least-used/pin";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void listsPluginsAndRejectedJars() {
        String body = api.asAdmin("GET", "/cluster/v1/plugins", "").body();
        assertThat(Json.object(body).keySet()).containsExactly("plugins", "rejected", "notices");
        assertThat(Json.at(body, "plugins", 0, "state")).isEqualTo("serving");
        assertThat(Json.at(body, "plugins", 0, "lastFault")).isEqualTo("took 60 ms of 50");
        assertThat(Json.at(body, "plugins", 0, "lastFaultReason")).isEqualTo("too_slow");
        assertThat(Json.at(body, "plugins", 0, "faultsByReason", "too_slow")).isEqualTo(1);
        assertThat(Json.at(body, "rejected", 0))
                .isEqualTo(Map.of(
                        "file",
                        "bad.jar",
                        "cause",
                        "not_a_jar",
                        "reason",
                        "not a jar: truncated after 512 bytes",
                        "since",
                        "1970-01-01T00:00:00Z"));
    }

    @Test
    void listsWhatElseIsToBeKnownOfPlugins() {
        String body = api.asAdmin("GET", "/cluster/v1/plugins", "").body();
        assertThat(Json.at(body, "notices", 0))
                .isEqualTo(Map.of(
                        "kind",
                        "threads_left",
                        "subject",
                        "bad 1.0.0",
                        "text",
                        "left threads running: [x]",
                        "since",
                        "1970-01-01T00:00:00Z"));
    }

    @Test
    void pinsAndUnpins() {
        assertThat(api.asAdmin("PUT", PIN, "{\"version\":\"1.0.0\"}").statusCode())
                .isEqualTo(204);
        assertThat(api.plugins.pins).containsEntry("strategy/least-used", "1.0.0");
        assertThat(api.asAdmin("DELETE", PIN, "").statusCode()).isEqualTo(204);
        assertThat(api.plugins.pins).isEmpty();
    }

    @Test
    void saysThatAVersionIsNotInstalled() {
        Json.assertProblem(api.asAdmin("PUT", PIN, "{\"version\":\"9\"}"), 404, "unknown-plugin");
    }

    @Test
    void saysThatThereWasNoPin() {
        Json.assertProblem(api.asAdmin("DELETE", PIN, ""), 404, "unknown-plugin");
    }

    @Test
    void clearsTheFaultsOfAVersion() {
        String faults = "/cluster/v1/plugins/strategy/least-used/";
        assertThat(api.asAdmin("DELETE", faults + "1.0.0/faults", "").statusCode())
                .isEqualTo(204);
        assertThat(api.plugins.cleared).containsExactly("strategy/least-used");
        Json.assertProblem(api.asAdmin("DELETE", faults + "9/faults", ""), 404, "unknown-plugin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\":1}", "{\"version\":\"1.0.0\",\"x\":1}"})
    void refusesAWrongPin(String body) {
        Json.assertProblem(api.asAdmin("PUT", PIN, body), 400, "invalid-value");
    }

    @ParameterizedTest
    @CsvSource({"PUT,plugins/a/b/pin", "DELETE,plugins/a/b/pin", "POST,backup", "POST,restore"})
    void letsOnlyTheAdminOperate(String method, String path) {
        Json.assertProblem(api.asWorker(method, "/cluster/v1/" + path, ""), 403, "forbidden");
        Json.assertProblem(api.send(method, "/cluster/v1/" + path, ""), 401, "unauthorized");
    }

    @Test
    void writesABackup() {
        HttpResponse<String> response = api.asAdmin("POST", "/cluster/v1/backup", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/gzip");
        assertThat(response.body()).isEqualTo("the whole store");
    }

    @Test
    void writesALargeBackup() {
        api.store.content = "x".repeat(3_000_000);
        assertThat(api.asAdmin("POST", "/cluster/v1/backup", "").body()).hasSize(3_000_000);
    }

    @Test
    void leavesNoFileBehind() {
        api.asAdmin("POST", "/cluster/v1/backup", "");
        api.asAdmin("POST", "/cluster/v1/restore", "a copy");
        api.asAdmin("POST", "/cluster/v1/restore", "damaged");
        Awaitility.await().until(this::spoolIsEmpty);
    }

    @Test
    void saysThatTheDiskIsFull() {
        api.store.failure = Optional.of(new StoreException("x", true, null));
        HttpResponse<String> response = api.asAdmin("POST", "/cluster/v1/backup", "");
        Json.assertProblem(response, 503, "backup-failed");
        assertThat(Json.text(response.body(), "detail")).contains("No space left on device");
    }

    @Test
    void restoresABackupThatIsLongerThanOtherBodies() {
        String copy = "y".repeat(1_000_000);
        HttpResponse<String> response = api.asAdmin("POST", "/cluster/v1/restore", copy);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(api.store.content).isEqualTo(copy);
    }

    @Test
    void refusesADamagedBackup() {
        Json.assertProblem(api.asAdmin("POST", "/cluster/v1/restore", "damaged"), 400, "restore-failed");
        assertThat(api.store.content).isEqualTo("the whole store");
    }

    @Test
    void refusesABackupThatIsTooLong() {
        api.settings.modified(Api.config(Map.of("maxRestoreBytes", 2000L)));
        Json.assertProblem(api.asAdmin("POST", "/cluster/v1/restore", "x".repeat(2001)), 413, "body-too-large");
        Awaitility.await().until(this::spoolIsEmpty);
    }

    @Test
    void refusesARestoreWithoutBody() {
        Json.assertProblem(api.asAdmin("POST", "/cluster/v1/restore", ""), 400, "invalid-value");
    }

    @Test
    void isAlive() {
        assertThat(api.send("GET", "/livez", "").body()).isEqualTo("{\"live\":true}");
    }

    @Test
    void isNotReadyWhereNobodyKnows() {
        HttpResponse<String> response = api.send("GET", "/readyz", "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"ready\":false,\"blockedBy\":{\"node\":\"its bundle is not there\"}}");
    }

    @Test
    void isReadyOnceTheNodeSaysSo() {
        api.door.bindReadiness(Map::of);
        HttpResponse<String> response = api.send("GET", "/readyz", "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"ready\":true,\"blockedBy\":{}}");
    }

    @Test
    void saysWhatKeepsItFromBeingReady() {
        api.door.bindReadiness(() -> Map.of("store", "no connection"));
        HttpResponse<String> response = api.send("GET", "/readyz", "");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("{\"ready\":false,\"blockedBy\":{\"store\":\"no connection\"}}");
    }

    @Test
    void isNotReadyOnceNobodyKnowsAnyMore() {
        NodeReadiness readiness = Map::of;
        api.door.bindReadiness(readiness);
        api.door.unbindReadiness(readiness);
        assertThat(api.send("GET", "/readyz", "").statusCode()).isEqualTo(503);
    }

    @Test
    void isReadyItself() {
        assertThat(api.api.blockedBy()).isEmpty();
    }

    @Test
    void servesItsDescription() throws IOException {
        HttpResponse<String> response = api.send("GET", "/openapi.json", "");
        byte[] resource =
                OperationTest.class.getResourceAsStream("openapi.json").readAllBytes();
        assertThat(response.body()).isEqualTo(new String(resource, StandardCharsets.UTF_8));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    private boolean spoolIsEmpty() throws IOException {
        try (var files = Files.list(api.node.data().resolve("rest"))) {
            return files.findAny().isEmpty();
        }
    }
}
