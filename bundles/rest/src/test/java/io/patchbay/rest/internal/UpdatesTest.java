package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.Member;
import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.ReleaseChange;
import io.patchbay.api.lobby.ReleaseChange.Reason;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.lobby.UpdateQuestion;
import io.patchbay.api.placement.Preference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /lobby/v1/update}, {@code releases}, {@code files} and {@code storage} over HTTP. */
class UpdatesTest {
    private static final String RELEASES = "/lobby/v1/releases";
    private static final String HASH = "cd".repeat(32);
    private static final String REPORT =
            "{\"load\":0.25,\"incarnation\":\"p1\",\"info\":{\"hostname\":\"cdn\",\"port\":80,\"capacity\":{\"releases\":[\"1.0\"]}}}";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void tellsAClientWithoutATokenThatItIsCurrent() {
        api.releases.answer = new UpdateAnswer.Current(ScriptedReleases.RELEASE);

        HttpResponse<String> answer = api.send("GET", "/lobby/v1/update?version=1.0&region=north&isp=telco", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"result\":\"noUpdate\",\"version\":\"1.0\"}");
        assertThat(api.releases.questions)
                .containsExactly(new UpdateQuestion(
                        "1.0", Preference.of(new Attributes(Map.of("isp", "telco", "region", "north")))));
    }

    @Test
    void hasNoVersionToTellBeforeTheFirstRelease() {
        assertThat(api.send("GET", "/lobby/v1/update?version=", "").body()).isEqualTo("{\"result\":\"noUpdate\"}");
    }

    @Test
    void tellsWhatToFetchAndFromWhom() {
        Delta delta = new Delta(
                ScriptedReleases.RELEASE,
                Delta.Basis.EARLIER,
                List.of(new ReleaseFile("maps/ä.txt", 5, HASH)),
                List.of("gone"));
        api.releases.answer = new UpdateAnswer.Outdated(
                delta,
                List.of(
                        new UpdateAnswer.Endpoint("w1", "http://a:80"),
                        new UpdateAnswer.Endpoint("w2", "http://b:80")));
        String first = api.send("GET", "/lobby/v1/update?version=0.9", "").body();

        assertThat(first)
                .isEqualTo(
                        "{\"result\":\"update\",\"version\":\"1.0\",\"basis\":\"earlier\",\"manifest\":{\"sha256\":\""
                                + "ab".repeat(32) + "\",\"size\":300,\"signature\":\"the signature\"},\"bytes\":5,"
                                + "\"fetch\":[{\"path\":\"maps/ä.txt\",\"size\":5,\"sha256\":\"" + HASH + "\"}],"
                                + "\"delete\":[\"gone\"],\"endpoints\":[{\"url\":\"http://a:80\",\"worker\":\"w1\"},"
                                + "{\"url\":\"http://b:80\",\"worker\":\"w2\"}]}");
        assertThat(api.send("GET", "/lobby/v1/update?version=0.9", "").body()).isEqualTo(first);
    }

    @Test
    void saysWhenToAskAgainIfNobodyHasTheRelease() {
        api.releases.answer = new UpdateAnswer.NoStorage(ScriptedReleases.RELEASE);

        HttpResponse<String> answer = api.send("GET", "/lobby/v1/update?version=0.9", "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Json.at(answer.body(), "code")).isEqualTo("no-storage");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void sendsAClientToTheNodeThatLeads() {
        api.releases.answer = new UpdateAnswer.NotLeading();
        api.node.leader = Optional.of(new Member("other", URI.create("http://10.0.0.9:8080")));

        HttpResponse<String> answer = api.send("GET", "/lobby/v1/update?version=0.9", "");

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location"))
                .contains("http://10.0.0.9:8080/lobby/v1/update?version=0.9");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(Json.at(answer.body(), "leader")).isEqualTo("http://10.0.0.9:8080");
    }

    @Test
    void refusesQuestionsThatMakeNoSense() {
        assertThat(api.send("GET", "/lobby/v1/update", "").statusCode()).isEqualTo(400);
        assertThat(api.send("GET", "/lobby/v1/update?version=" + "x".repeat(201), "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.send("GET", "/lobby/v1/update?version=1&region=a%20b", "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsTheKeyToEverybody() {
        assertThat(api.send("GET", RELEASES + "/key", "").body())
                .isEqualTo("{\"algorithm\":\"Ed25519\",\"publicKey\":\"the key\"}");
    }

    @Test
    void publishesAnArchive() {
        HttpResponse<String> answer = archive("?version=1.0&current=false");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Json.at(answer.body(), "version")).isEqualTo("1.0");
        assertThat(Json.at(answer.body(), "manifest", "signature")).isEqualTo("the signature");
        assertThat(api.releases.asked).containsExactly("archive 1.0 a tar false");
    }

    @Test
    void publishesAFolder() {
        assertThat(api.asAdmin("POST", RELEASES, "{\"version\":\"1.0\",\"folder\":\"game\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.releases.asked).containsExactly("folder 1.0 game true");
    }

    @Test
    void refusesWhatCannotBePublished() {
        assertThat(archive("").statusCode()).isEqualTo(400);
        assertThat(archive("?version=../1").statusCode()).isEqualTo(400);
        assertThat(archive("?version=1&current=maybe").statusCode()).isEqualTo(400);
        assertThat(api.asAdmin("POST", RELEASES, "{\"version\":\"1.0\"}").statusCode())
                .isEqualTo(400);
        assertThat(api.asAdmin("POST", RELEASES, "{\"version\":\"1\",\"folder\":\"x\",\"y\":1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.releases.asked).isEmpty();
    }

    @Test
    void saysWhyInACodeOfItsOwn() {
        assertThat(refusal(Reason.TAKEN)).isEqualTo("409 release-exists");
        assertThat(refusal(Reason.INVALID)).isEqualTo("422 invalid-release");
        assertThat(refusal(Reason.TOO_LARGE)).isEqualTo("413 release-too-large");
        assertThat(refusal(Reason.FORBIDDEN_FOLDER)).isEqualTo("403 folder-not-allowed");
        assertThat(refusal(Reason.BUSY)).isEqualTo("503 busy");
        assertThat(refusal(Reason.UNKNOWN)).isEqualTo("404 unknown-release");
        assertThat(refusal(Reason.CURRENT)).isEqualTo("409 release-is-current");
    }

    @Test
    void rollsBackAndDeletes() {
        assertThat(api.asAdmin("POST", RELEASES + "/1.0/current", "").statusCode())
                .isEqualTo(200);
        assertThat(api.asAdmin("DELETE", RELEASES + "/0.9", "").statusCode()).isEqualTo(200);
        assertThat(api.releases.asked).containsExactly("current 1.0", "delete 0.9");
        assertThat(Json.each(Json.at(api.asAdmin("GET", RELEASES, "").body(), "releases"), "version"))
                .containsExactly("1.0");
    }

    @Test
    void onlyTheAdminChangesReleases() {
        assertThat(api.send("GET", RELEASES, "").statusCode()).isEqualTo(401);
        assertThat(api.asWorker("POST", RELEASES, "{}").statusCode()).isEqualTo(403);
        assertThat(api.asWorker("POST", RELEASES + "/1.0/current", "").statusCode())
                .isEqualTo(403);
        assertThat(api.asWorker("DELETE", RELEASES + "/1.0", "").statusCode()).isEqualTo(403);
        assertThat(api.asWorker("GET", "/lobby/v1/storage", "").statusCode()).isEqualTo(403);
        assertThat(api.releases.asked).isEmpty();
    }

    @Test
    void sendsFilesToWorkersFromWhereTheyStopped(@TempDir Path folder) throws IOException {
        api.releases.contents.put(HASH, Files.writeString(folder.resolve("f"), "0123456789"));

        assertThat(api.send("GET", "/lobby/v1/files/" + HASH, "").statusCode()).isEqualTo(401);
        assertThat(api.asWorker("GET", "/lobby/v1/files/" + HASH, "").body()).isEqualTo("0123456789");
        HttpResponse<String> rest = fileFrom("bytes=7-");
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo("789");
        assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 7-9/10");
        assertThat(fileFrom("bytes=10-").body()).isEqualTo("0123456789");
        assertThat(fileFrom("nonsense").statusCode()).isEqualTo(200);
        assertThat(folder.resolve("f")).exists();
    }

    @Test
    void doesNotHaveFilesOfOtherNodes() {
        HttpResponse<String> answer = api.asWorker("GET", "/lobby/v1/files/credentials.json", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Json.at(answer.body(), "code")).isEqualTo("unknown-file");
    }

    @Test
    void takesAWorkersReportAndTellsWhatToHold() {
        HttpResponse<String> answer = api.asWorker("PUT", "/lobby/v1/storage/w1", REPORT);

        assertThat(answer.body())
                .isEqualTo("{\"known\":true,\"releases\":[{\"version\":\"1.0\",\"manifest\":\"" + "ab".repeat(32)
                        + "\",\"manifestBytes\":300}]}");
        assertThat(api.releases.reports.get(0).info().capacity().texts("releases"))
                .containsExactly("1.0");
        assertThat(api.releases.reports.get(0).load()).isEqualTo(0.25);
    }

    @Test
    void refusesReportsOfNobodyThatClientsReach() {
        assertThat(api.send("PUT", "/lobby/v1/storage/w1", REPORT).statusCode()).isEqualTo(401);
        for (String wrong : List.of(
                "{}",
                REPORT.replace("\"port\":80", "\"port\":0"),
                REPORT.replace("0.25", "2"),
                REPORT.replace("\"incarnation\":\"p1\",", ""))) {
            assertThat(api.asWorker("PUT", "/lobby/v1/storage/w1", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void leavesOutTheAgesOfWorkersThatReport() {
        assertThat(api.asAdmin("GET", "/lobby/v1/storage?ages=false", "").body())
                .contains("\"id\":\"known\"")
                .doesNotContain("silentMillis", "reportedAt");
        Json.assertProblem(api.asAdmin("GET", "/lobby/v1/storage?ages=no", ""), 400, "invalid-value");
    }

    @Test
    void listsWorkersAndLetsThemGo() {
        assertThat(api.asAdmin("GET", "/lobby/v1/storage", "").body())
                .contains(
                        "\"id\":\"known\"",
                        "\"hostname\":\"cdn\"",
                        "\"load\":0.5",
                        "\"silentMillis\":7,\"reportedAt\":1699999999993");
        assertThat(api.asWorker("DELETE", "/lobby/v1/storage/known", "").statusCode())
                .isEqualTo(204);
        assertThat(api.asWorker("DELETE", "/lobby/v1/storage/other", "").statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> archive(String query) {
        return api.sendAsync(
                        "POST",
                        RELEASES + query,
                        "a tar".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "application/x-tar",
                        "Authorization",
                        "Bearer " + ScriptedNode.ADMIN_TOKEN)
                .join();
    }

    private HttpResponse<String> fileFrom(String range) {
        return api.send(
                "GET",
                "/lobby/v1/files/" + HASH,
                "",
                "Range",
                range,
                "Authorization",
                "Bearer " + ScriptedNode.WORKER_TOKEN);
    }

    private String refusal(Reason reason) {
        api.releases.next = new ReleaseChange.Refused(reason, "it is so");
        HttpResponse<String> refused = archive("?version=1.0");
        return refused.statusCode() + " " + Json.at(refused.body(), "code");
    }
}
