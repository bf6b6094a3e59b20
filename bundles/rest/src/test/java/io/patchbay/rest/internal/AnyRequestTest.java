package io.patchbay.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for requests of every kind: headers, limits, time, paths that nobody knows. */
class AnyRequestTest {
    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/rooms,401", "GET,/nothing,404", "GET,/livez,200", "OPTIONS,/v1/rooms,200", "POST,/services,401"
    })
    void sendsTheHeadersOfOwtWithEveryAnswer(String method, String path, int status) {
        HttpResponse<String> response = api.send(method, path, "");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().map())
                .containsEntry("Access-Control-Allow-Origin", List.of("*"))
                .containsEntry("Access-Control-Allow-Methods", List.of("POST, GET, OPTIONS, DELETE, PATCH, PUT"))
                .containsEntry("Access-Control-Allow-Headers", List.of("origin, authorization, content-type"))
                .containsEntry("Strict-Transport-Security", List.of("max-age=1024000; includeSubDomain"))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"));
    }

    @Test
    void opensThePathsOfWorkersToNoOtherOrigin() {
        assertThat(api.asAdmin("GET", "/cluster/v1/workers", "").headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/rooms", "/v1/rooms/x/tokens", "/services", "/whatever", "/"})
    void answersOptionsAnywhereInOwt(String path) {
        HttpResponse<String> response = api.send("OPTIONS", path, "");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v1", "/v1/", "/v1/nothing", "/v2/rooms", "/favicon.ico", "/a/b/c/d/e/f"})
    void saysInOwtsWordsThatAPathIsNotKnown(String path) {
        Json.assertOwtError(api.send("GET", path, ""), 404, 1001, "Resource not found");
    }

    @Test
    void saysInProblemDetailsThatAPathIsNotKnown() {
        Json.assertProblem(api.asWorker("GET", "/cluster/v1/nothing", ""), 404, "not-found");
    }

    @Test
    void tellsStrangersNothingOfNativePaths() {
        HttpResponse<String> response = api.send("GET", "/cluster/v1/nothing", "");
        Json.assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"patchbay\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer x", "Basic YTpi", "bearer the-workers-toke", "MAuth realm=x"})
    void refusesOtherTokens(String header) {
        Json.assertProblem(api.send("GET", "/cluster/v1/workers", "", "Authorization", header), 401, "unauthorized");
    }

    @Test
    void namesTheMethodsOfANativePath() {
        HttpResponse<String> response = api.asWorker("PATCH", "/cluster/v1/workers/a", "{}");
        Json.assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).contains("DELETE, PUT");
    }

    @Test
    void answersHeadLikeGetWithoutBody() {
        HttpResponse<String> response = api.signed("HEAD", "/v1/rooms");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(api.send("HEAD", "/v1/rooms", "").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"51200,200", "102400,200", "102401,413", "103424,413", "3000000,413"})
    void boundsBodiesOfOwt(int bytes, int status) {
        HttpResponse<String> response = api.signed("POST", "/v1/rooms", padded("{\"name\":\"n\"}", bytes));
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 413) {
            Json.assertOwtError(response, 413, 1201, "The request body is longer than 102400 bytes");
        }
    }

    @ParameterizedTest
    @CsvSource({"51200,200", "102400,200", "103424,413"})
    void boundsNativeBodies(int bytes, int status) {
        String body = padded("{\"purpose\":\"play\",\"task\":\"t\"}", bytes);
        assertThat(api.asWorker("POST", "/cluster/v1/schedule", body).statusCode())
                .isEqualTo(status);
    }

    @Test
    void boundsBodiesWhoseLengthIsNotKnown() throws IOException {
        String head = "POST /v1/rooms HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nAuthorization: "
                + api.signature() + "\r\n\r\n";
        String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
        assertThat(raw(head + chunk.repeat(4) + "0\r\n\r\n")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusesAHugeBodyWithoutReadingIt() throws IOException {
        String head = "POST /v1/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999\r\n\r\n";
        assertThat(raw(head)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void doesNotAskForABodyThatIsTooLong() throws IOException {
        String head = "POST /v1/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 200000\r\nExpect: 100-continue\r\n\r\n";
        assertThat(raw(head)).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void doesNotWaitForASlowBodyForever() throws IOException {
        api.settings.modified(Api.config(Map.of("requestTimeoutMillis", 150L)));
        String head = "POST /v1/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{";
        String answer = raw(head);
        assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"code\":1201");
    }

    @Test
    void holdsNoThreadForASlowBody() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
            socket.getOutputStream()
                    .write("POST /v1/rooms HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        assertThat(api.signed("GET", "/v1/rooms").statusCode()).isEqualTo(200);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    @Test
    void goesOnAfterClientsThatHangUp() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
                socket.getOutputStream()
                        .write("POST /services HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
        api.settings.modified(Api.config(Map.of("maxRequestsAtOnce", 5)));
        Awaitility.await().until(() -> api.signed("GET", "/v1/rooms").statusCode() == 200);
    }

    @Test
    void refusesMoreRequestsThanMayBeUnderWay() {
        api.settings.modified(Api.config(Map.of("maxRequestsAtOnce", 1)));
        api.store.roomsMayBeFound = new CompletableFuture<>();
        CompletableFuture<HttpResponse<String>> first = slow();
        Awaitility.await().untilAsserted(() -> {
            HttpResponse<String> second = api.signed("GET", "/v1/rooms");
            Json.assertOwtError(second, 503, 1301, "Too many requests are under way");
        });
        api.store.roomsMayBeFound.complete(null);
        assertThat(first.join().statusCode()).isEqualTo(404);
    }

    @Test
    void refusesMoreThanTheDatabasesQueueHolds() {
        try (Api small = new Api(Map.of("blockingThreads", 1, "blockingQueue", 1))) {
            small.store.roomsMayBeFound = new CompletableFuture<>();
            List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 10)
                    .mapToObj(i -> small.sendAsync(
                            "GET",
                            "/v1/rooms/aaaaaaaaaaaaaaaaaaaaaaaa",
                            new byte[0],
                            "Authorization",
                            small.signature()))
                    .toList();
            Awaitility.await()
                    .until(() -> all.stream().filter(CompletableFuture::isDone).count() == 8);
            small.store.roomsMayBeFound.complete(null);
            assertThat(all.stream().map(answer -> answer.join().statusCode()))
                    .containsOnly(404, 503)
                    .filteredOn(status -> status == 503)
                    .hasSize(8);
        }
    }

    @Test
    void answersWithinItsBoundWhenTheDatabaseDoesNot() {
        api.settings.modified(Api.config(Map.of("requestTimeoutMillis", 150L)));
        api.store.roomsMayBeFound = new CompletableFuture<>();
        HttpResponse<String> response = slow().join();
        Json.assertOwtError(response, 503, 1301, "Operation timed out");
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        api.store.roomsMayBeFound.complete(null);
    }

    @Test
    void answersWhatIsUnderWayWhenItCloses() {
        api.store.tokensMayBeIssued = new CompletableFuture<>();
        String room = api.room();
        CompletableFuture<HttpResponse<String>> open = api.sendAsync(
                "POST",
                "/v1/rooms/" + room + "/tokens",
                "{\"user\":\"a\",\"role\":\"viewer\"}".getBytes(StandardCharsets.UTF_8),
                "Authorization",
                api.signature());
        Awaitility.await().until(() -> !api.placement.schedules.isEmpty());
        api.api.deactivate();
        assertThat(open.join().statusCode()).isEqualTo(503);
    }

    @Test
    void saysThatTheApiIsBeingReplacedWhileItIsNotThere() throws IOException {
        try (Door alone = new Door()) {
            Json.assertOwtError(
                    alone.get("/v1/rooms"), 503, 1301, "The node is starting, or a part of it is being replaced");
            Json.assertProblem(alone.get("/cluster/v1/workers"), 503, "starting");
            Json.assertOwtError(alone.get("/nothing"), 404, 1001, "Resource not found");
        }
    }

    private CompletableFuture<HttpResponse<String>> slow() {
        return api.sendAsync(
                "GET", "/v1/rooms/aaaaaaaaaaaaaaaaaaaaaaaa", new byte[0], "Authorization", api.signature());
    }

    private static String padded(String json, int bytes) {
        return json + " ".repeat(bytes - json.length());
    }

    /** What comes back until the server closes, or nothing more comes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            StringBuilder answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0 && !answer.toString().contains("}}");
                    read = socket.getInputStream().read(buffer)) {
                answer.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                if (answer.toString().contains("}}")) {
                    break;
                }
            }
            return answer.toString();
        }
    }
}
