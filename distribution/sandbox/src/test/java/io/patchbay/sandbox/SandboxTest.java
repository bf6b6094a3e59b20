package io.patchbay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sandbox has beside what it answers: faults, quotas, latency, and what it keeps. */
class SandboxTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final SandboxOptions OPTIONS = SandboxOptions.DEFAULTS.withSettling(Duration.ZERO);

    @TempDir
    private Path folder;

    @Test
    void refusesARequestInTheShapeOfTheService() throws Exception {
        SandboxOptions options = OPTIONS.withFaults(List.of(Fault.parse("GET /compute/v2.1/flavors 503 first 1")));
        try (Sandbox sandbox = Sandbox.start(options)) {
            String token = token(sandbox);

            HttpResponse<String> refused = send(sandbox, "GET", "/compute/v2.1/flavors", "", token);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Json.MAPPER
                            .readTree(refused.body())
                            .path("serviceUnavailable")
                            .path("code")
                            .asInt())
                    .isEqualTo(503);
            assertThat(send(sandbox, "GET", "/compute/v2.1/flavors", "", token).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void doesNothingForARequestThatItCuts() throws Exception {
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            String token = token(sandbox);
            sandbox.add(Fault.parse("POST /network/v2.0/networks cut"));

            assertThatIOException().isThrownBy(() -> makeNetwork(sandbox, token, "lost"));

            assertThat(networks(sandbox, token, "lost")).isEmpty();
        }
    }

    @Test
    void carriesOutARequestWhoseAnswerItLoses() throws Exception {
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            String token = token(sandbox);
            sandbox.add(Fault.parse("POST /network/v2.0/networks lose"));

            assertThatIOException().isThrownBy(() -> makeNetwork(sandbox, token, "kept"));

            assertThat(networks(sandbox, token, "kept")).hasSize(1);
        }
    }

    @Test
    void hasNothingGoWrongAnyMore() throws Exception {
        SandboxOptions options = OPTIONS.withFaults(List.of(Fault.parse("* /network/** 500")));
        try (Sandbox sandbox = Sandbox.start(options)) {
            sandbox.clearFaults();

            assertThat(makeNetwork(sandbox, token(sandbox), "well").statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void endsWhatItAcceptedInAnError() throws Exception {
        SandboxOptions options = OPTIONS.withFaults(List.of(Fault.parse("POST /volume/v3/*/volumes fail")));
        try (Sandbox sandbox = Sandbox.start(options)) {
            String token = token(sandbox);
            String path = volume(sandbox, token);

            await().until(() -> status(sandbox, token, path).equals("error"));
        }
    }

    @Test
    void neverEndsWhatIsStuck() throws Exception {
        SandboxOptions options = OPTIONS.withFaults(List.of(Fault.parse("POST /volume/v3/*/volumes stick once")));
        try (Sandbox sandbox = Sandbox.start(options)) {
            String token = token(sandbox);
            String stuck = volume(sandbox, token);
            String later = volume(sandbox, token);

            await().until(() -> status(sandbox, token, later).equals("available"));
            assertThat(status(sandbox, token, stuck)).isEqualTo("creating");
        }
    }

    @Test
    void answersLate() throws Exception {
        Duration late = Duration.ofMillis(50);
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withLatency(late))) {
            long before = System.nanoTime();

            token(sandbox);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(late);
        }
    }

    @Test
    void keepsToTheQuotasThatAreGiven() throws Exception {
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withQuotas(Map.of("network", 0)))) {
            assertThat(makeNetwork(sandbox, token(sandbox), "too many").statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void refusesAQuotaThatThereIsNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sandbox.start(OPTIONS.withQuotas(Map.of("bananas", 1))))
                .withMessageContaining("there is no quota bananas");
    }

    @Test
    void leavesNoThreadWhereItsPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path kept = folder.resolve("cloud");
            try (Sandbox before = Sandbox.start(OPTIONS.withFolder(kept))) {
                volume(before, token(before)); // so that the timer has something to do at the next start
            }
            Set<Thread> others = Thread.getAllStackTraces().keySet();

            assertThatIOException()
                    .isThrownBy(() -> Sandbox.start(OPTIONS.withFolder(kept).withPort(taken.getLocalPort())));

            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !others.contains(thread))
                    .noneMatch(thread -> thread.getName().startsWith("patchbay-sandbox")));
        }
    }

    @Test
    void leavesItsPortWhereItCannotWriteItsFiles() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path kept = folder.resolve("cloud");
        Files.createDirectories(kept.resolve("clouds.yaml/in-the-way"));

        assertThatIOException()
                .isThrownBy(() -> Sandbox.start(OPTIONS.withFolder(kept).withPort(port)));

        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void isTheSameAfterARestart() throws Exception {
        SandboxOptions options = OPTIONS.withFolder(folder.resolve("cloud"));
        String password;
        try (Sandbox sandbox = Sandbox.start(options)) {
            password = sandbox.password();
            makeNetwork(sandbox, token(sandbox), "lasting");
        }

        try (Sandbox sandbox = Sandbox.start(options)) {
            assertThat(sandbox.password()).isEqualTo(password);
            assertThat(networks(sandbox, token(sandbox), "lasting")).hasSize(1);
        }
    }

    @Test
    void goesOnWithWhatWasUnderWay() throws Exception {
        SandboxOptions options = SandboxOptions.DEFAULTS.withFolder(folder.resolve("cloud"));
        String path;
        try (Sandbox slow = Sandbox.start(options.withSettling(Duration.ofMinutes(1)))) {
            path = volume(slow, token(slow));
        }

        try (Sandbox sandbox = Sandbox.start(options)) {
            String token = token(sandbox);
            await().until(() -> status(sandbox, token, path).equals("available"));
        }
    }

    @Test
    void takesAFileInThatItHadTakenInBeforeItWasKilled() throws Exception {
        SandboxOptions options = SandboxOptions.DEFAULTS.withFolder(folder.resolve("cloud"));
        String path;
        try (Sandbox slow = Sandbox.start(options.withSettling(Duration.ofMinutes(1)))) {
            Files.write(slow.poolFolder("fast").resolve("copy"), new byte[1]);
            path = managed(slow, token(slow), "copy");
            String id = path.substring(path.lastIndexOf('/') + 1);
            Files.move(
                    slow.poolFolder("fast").resolve("copy"),
                    slow.poolFolder("fast").resolve("volume-" + id));
        }

        try (Sandbox sandbox = Sandbox.start(options)) {
            String token = token(sandbox);
            await().until(() -> !status(sandbox, token, path).equals("creating"));
            assertThat(status(sandbox, token, path)).isEqualTo("available");
        }
    }

    @Test
    void writesItsStateAMomentAfterItHasChanged() throws Exception {
        Path kept = folder.resolve("cloud");
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withFolder(kept))) {
            makeNetwork(sandbox, token(sandbox), "written");

            await().until(() -> Files.exists(kept.resolve("state.json"))
                    && Files.readString(kept.resolve("state.json")).contains("written"));
        }
    }

    @Test
    void hasWrittenWhatItAnswersWhereNothingMayBeLost() throws Exception {
        Path kept = folder.resolve("cloud");
        try (Sandbox sandbox = Sandbox.start(OPTIONS.withFolder(kept).withDurability())) {
            makeNetwork(sandbox, token(sandbox), "written");

            assertThat(kept.resolve("state.json")).content().contains("written");
        }
    }

    @Test
    void holdsItsFolderAlone() throws Exception {
        SandboxOptions options = OPTIONS.withFolder(folder.resolve("cloud"));
        try (Sandbox first = Sandbox.start(options)) {
            assertThat(first.cloudsFile()).exists();
            assertThatIOException()
                    .isThrownBy(() -> Sandbox.start(options))
                    .withMessageContaining("is in use by another process: stop it, or name another folder");
        }
    }

    @Test
    void leavesNothingBehindWithoutAFolder() throws IOException {
        Path pool;
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            pool = sandbox.poolFolder("fast");
            assertThat(pool).isDirectory();
        }

        assertThat(pool).doesNotExist();
    }

    @Test
    void tellsOnlyItsOwnerThePassword() throws IOException {
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sandbox.cloudsFile())))
                    .isEqualTo("rw-------");
            assertThat(sandbox.cloudsFile())
                    .content()
                    .contains("auth_url: " + sandbox.authUrl())
                    .contains(sandbox.password());
        }
    }

    @Test
    void makesAPasswordForEachSandbox() throws IOException {
        try (Sandbox one = Sandbox.start(OPTIONS);
                Sandbox other = Sandbox.start(OPTIONS)) {
            assertThat(one.password()).isNotEqualTo(other.password());
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        try (Sandbox sandbox = Sandbox.start(OPTIONS)) {
            HttpResponse<String> refused =
                    send(sandbox, "POST", "/network/v2.0/networks", "\"" + "x".repeat(200_000) + "\"", token(sandbox));

            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }

    private static String token(Sandbox sandbox) throws IOException, InterruptedException {
        JsonNode user = Json.object(
                "name", Sandbox.ADMIN, "domain", Json.object("id", "default"), "password", sandbox.password());
        JsonNode auth = Json.object(
                "identity", Json.object("methods", List.of("password"), "password", Json.object("user", user)),
                "scope", Json.object("project", Json.object("name", "admin", "domain", Json.object("id", "default"))));
        HttpResponse<String> response = send(
                sandbox,
                "POST",
                "/identity/v3/auth/tokens",
                Json.object("auth", auth).toString(),
                "");
        return response.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private static HttpResponse<String> makeNetwork(Sandbox sandbox, String token, String name)
            throws IOException, InterruptedException {
        String body = Json.object("network", Json.object("name", name)).toString();
        return send(sandbox, "POST", "/network/v2.0/networks", body, token);
    }

    private static JsonNode networks(Sandbox sandbox, String token, String name)
            throws IOException, InterruptedException {
        return Json.MAPPER
                .readTree(send(sandbox, "GET", "/network/v2.0/networks?name=" + name, "", token)
                        .body())
                .path("networks");
    }

    /** The path of a new one. */
    private static String volume(Sandbox sandbox, String token) throws IOException, InterruptedException {
        return posted(sandbox, token, "/volumes", Json.object("size", 1));
    }

    /** The path of a new one, which is a file that was there. */
    private static String managed(Sandbox sandbox, String token, String file) throws IOException, InterruptedException {
        return posted(
                sandbox,
                token,
                "/os-volume-manage",
                Json.object("host", "sandbox@fast#fast", "ref", Json.object("source-name", file)));
    }

    private static String posted(Sandbox sandbox, String token, String to, JsonNode volume)
            throws IOException, InterruptedException {
        String project = Json.MAPPER
                .readTree(send(sandbox, "GET", "/identity/v3/projects?name=admin", "", token)
                        .body())
                .at("/projects/0/id")
                .asText();
        String all = "/volume/v3/" + project;
        String body = Json.object("volume", volume).toString();
        JsonNode made = Json.MAPPER.readTree(
                send(sandbox, "POST", all + to, body, token).body());
        return all + "/volumes/" + made.at("/volume/id").asText();
    }

    private static String status(Sandbox sandbox, String token, String path) throws IOException, InterruptedException {
        return Json.MAPPER
                .readTree(send(sandbox, "GET", path, "", token).body())
                .at("/volume/status")
                .asText();
    }

    private static HttpResponse<String> send(Sandbox sandbox, String method, String path, String body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .timeout(Duration.ofMinutes(1))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        Optional.of(token).filter(given -> !given.isEmpty()).ifPresent(given -> request.header("X-Auth-Token", given));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
