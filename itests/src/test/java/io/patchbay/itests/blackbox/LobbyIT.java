package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The lobby as a game's client meets it: by HTTP and on a WebSocket. */
class LobbyIT {
    private static final String PASSWORD = "correct horse battery";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static NodeProcess node;

    @BeforeAll
    static void startNode() throws Exception {
        node = NodeProcess.start(
                folder.resolve("data"),
                "--set",
                "io.patchbay.rest:trustedProxies=127.0.0.0/8",
                "--set",
                "io.patchbay.lobby.passwords:threads=1"); // so that few logins are a flood, on any machine
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send("GET", "/accounts", "", admin()).status() != 503);
    }

    @AfterAll
    static void stopNode() throws Exception {
        node.close();
    }

    private static String admin() throws IOException {
        return node.credentials().path("admin").path("token").asText();
    }

    private static Answer send(String method, String path, String body, String token, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(method, path, body, token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Answer.of(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private static HttpRequest.Builder request(String method, String path, String body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + "/lobby/v1" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String credentials(String id, String password) throws IOException {
        return JSON.writeValueAsString(Map.of("id", id, "password", password));
    }

    private static void signUp(String id) throws Exception {
        Answer signedUp = send("POST", "/accounts", credentials(id, PASSWORD), admin());
        assertThat(signedUp.status()).as(signedUp::body).isEqualTo(201);
    }

    private static Answer logIn(String id, String password, String... headers) throws Exception {
        return send("POST", "/login", credentials(id, password), "", headers);
    }

    private static String token(Answer granted) {
        assertThat(granted.status()).as(granted::body).isEqualTo(200);
        return granted.json().path("token").asText();
    }

    private static String codeOf(Answer refused) {
        return refused.status() + " " + refused.json().path("code").asText();
    }

    @Test
    void aPlayerLogsInReadsItsDataAndChangesIt() throws Exception {
        signUp("ann");
        Answer granted = logIn("Ann", PASSWORD);
        String ann = token(granted);
        assertThat(granted.json().path("endpoint").asText()).isEqualTo(node.url());
        assertThat(codeOf(logIn("ann", "wrong"))).isEqualTo("401 ACCESS_DENIED");
        assertThat(codeOf(logIn("nobody", PASSWORD))).isEqualTo("401 ACCESS_DENIED");

        assertThat(send("GET", "/me", "", ann).json().path("version").asInt()).isZero();
        Answer changed = send("PUT", "/me/fields", "{\"fields\":{\"colour\":\"red\"},\"version\":0}", ann);
        assertThat(changed.json().path("version").asInt()).as(changed::body).isEqualTo(1);
        assertThat(codeOf(send("PUT", "/me/fields", "{\"fields\":{},\"version\":0}", ann)))
                .isEqualTo("409 stale-version");

        signUp("bob");
        send("PUT", "/players/ann", "{\"level\":2,\"score\":10}", admin());
        send("PUT", "/players/bob", "{\"level\":3,\"score\":20}", admin());
        Answer ranking = send("GET", "/ranking?around=me", "", ann);
        assertThat(ranking.json().path("players").findValuesAsText("account")).containsExactly("bob", "ann");
        assertThat(send("GET", "/me", "", ann).json().path("rank").asInt()).isEqualTo(2);

        assertThat(send("POST", "/logout", "", ann).json().path("ended").asBoolean())
                .isTrue();
        assertThat(codeOf(send("GET", "/me", "", ann))).isEqualTo("401 ACCESS_DENIED");
    }

    @Test
    void aTokenIsGoodAtItsAddressAndRefreshedOnce() throws Exception {
        signUp("cid");
        String home = "203.0.113.9";
        String token = token(logIn("cid", PASSWORD, "X-Forwarded-For", home));

        assertThat(codeOf(send("GET", "/me", "", token))).isEqualTo("401 LOGIN_AGAIN");
        assertThat(send("GET", "/me", "", token, "X-Forwarded-For", "::ffff:" + home)
                        .status())
                .isEqualTo(200);
        String next = token(send("POST", "/refresh", "", token, "X-Forwarded-For", home));
        assertThat(codeOf(send("GET", "/me", "", token, "X-Forwarded-For", home)))
                .isEqualTo("401 ACCESS_DENIED");
        assertThat(codeOf(send("POST", "/refresh", "", token, "X-Forwarded-For", home)))
                .isEqualTo("409 REFRESHED_ALREADY");
        assertThat(send("GET", "/me", "", next, "X-Forwarded-For", home).status())
                .isEqualTo(200);

        assertThat(codeOf(send("POST", "/refresh", "", token, "X-Forwarded-For", "203.0.113.10")))
                .as("a thief")
                .isEqualTo("401 ACCESS_DENIED");
        assertThat(codeOf(send("GET", "/me", "", next, "X-Forwarded-For", home)))
                .isEqualTo("401 ACCESS_DENIED");
        await().untilAsserted(() -> assertThat(node.log())
                .contains("a lobby token of cid that was refreshed before came again from 203.0.113.10")
                .doesNotContain(token, next, PASSWORD));
    }

    @Test
    void whoGuessesIsSlowedDownAndTheOwnerIsNot() throws Exception {
        signUp("dan");
        String home = "198.51.100.1";
        token(logIn("dan", PASSWORD, "X-Forwarded-For", home));
        for (int i = 0; i < 10; i++) {
            assertThat(codeOf(logIn("dan", "guess " + i, "X-Forwarded-For", "192.0.2." + i)))
                    .isEqualTo("401 ACCESS_DENIED");
        }

        Answer throttled = logIn("dan", PASSWORD, "X-Forwarded-For", "192.0.2.77");
        assertThat(codeOf(throttled)).isEqualTo("429 too-many-attempts");
        assertThat(Integer.parseInt(throttled.header("Retry-After"))).isPositive();
        assertThat(logIn("dan", PASSWORD, "X-Forwarded-For", home).status()).isEqualTo(200);
    }

    @Test
    void aFloodOfLoginsIsTurnedAwayBeforeItWaitsForLong() throws Exception {
        signUp("eve");
        List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            flood.add(HTTP.sendAsync(
                    request("POST", "/login", credentials("nobody" + i, PASSWORD), "")
                            .header("X-Forwarded-For", "10." + i % 200 + "." + i / 200 + ".1")
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        List<Answer> answers = flood.stream()
                .map(answer -> Answer.of(answer.orTimeout(60, TimeUnit.SECONDS).join()))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(401, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .isNotEmpty()
                .allSatisfy(busy -> {
                    assertThat(busy.json().path("code").asText()).isEqualTo("busy");
                    assertThat(busy.header("Retry-After")).isNotEmpty();
                });
        assertThat(node.get("/metrics").body())
                .contains("patchbay_lobby_logins_total{outcome=\"busy\"}", "patchbay_lobby_hash_seconds");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelKnowsThatHashingGivesWay() throws Exception {
        signUp("ned");

        assertThat(niceOfThreads("patchbay-lobby-")).containsExactlyInAnyOrder(0, 4); // those that hash, and the others
    }

    /** What the kernel takes the threads of the node for, whose names begin so: 0 as usual, up to 19 the less they matter. */
    private static Set<Integer> niceOfThreads(String prefix) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(node.pid()), "task"))) {
            return threads.map(LobbyIT::statOf)
                    .flatMap(Optional::stream)
                    .filter(stat -> stat.contains("(" + prefix))
                    .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[16])
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        }
    }

    /** What the kernel tells of a thread; empty if it has ended meanwhile. */
    private static Optional<String> statOf(Path thread) {
        try {
            return Optional.of(Files.readString(thread.resolve("stat")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    @Test
    void framesOfAWebSocketAskTheSame() throws Exception {
        signUp("fay");
        try (Frames frames = Frames.open()) {
            JsonNode refused = frames.ask("lobby.me", Map.of());
            assertThat(refused.path("advice").path("code").asText()).isEqualTo("ACCESS_DENIED");

            JsonNode granted = frames.ask("lobby.login", Map.of("id", "fay", "password", PASSWORD));
            assertThat(granted.path("ok").path("account").asText())
                    .as(granted::toString)
                    .isEqualTo("fay");
            assertThat(frames.ask("lobby.me", Map.of())
                            .path("ok")
                            .path("account")
                            .asText())
                    .isEqualTo("fay");

            JsonNode refreshed = frames.ask("lobby.refresh", Map.of());
            assertThat(refreshed.path("ok").path("token").asText()).hasSize(43);
            JsonNode ranking = frames.ask("lobby.ranking", Map.of("limit", 1));
            assertThat(ranking.path("ok").has("players")).as(ranking::toString).isTrue();
        }
    }

    @Test
    void theCommandLineKeepsAccounts() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        String[] there = {"--url", node.url(), "--data", node.data().toString()};

        assertThat(accounts(there, "add", "gus", "--password-file", password.toString()))
                .contains("add: gus");
        assertThat(logIn("gus", PASSWORD).status()).isEqualTo(200);
        assertThat(accounts(there, "disable", "gus")).contains("disable: gus");
        assertThat(codeOf(logIn("gus", PASSWORD))).isEqualTo("401 ACCESS_DENIED");
        assertThat(accounts(there, "list")).contains("gus");
        assertThat(accounts(there, "delete", "gus")).contains("delete: gus");
    }

    private static String accounts(String[] there, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("accounts"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(there));
        NodeProcess.Finished finished = NodeProcess.command(command.toArray(String[]::new));
        assertThat(finished.status()).as(finished::output).isZero();
        return finished.output();
    }

    /** A client of {@code /ws}. Confined to one test. */
    private static final class Frames implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private WebSocket socket;
        private int asked;

        static Frames open() {
            Frames frames = new Frames();
            frames.socket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create(node.url().replace("http", "ws") + "/ws"), frames)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
            return frames;
        }

        JsonNode ask(String word, Map<String, Object> data) throws Exception {
            asked++;
            socket.sendText(JSON.writeValueAsString(Map.of("id", asked, "op", word, "data", data)), true)
                    .join();
            String answer = received.poll(30, TimeUnit.SECONDS);
            assertThat(answer).as("the answer to %s", word).isNotNull();
            return JSON.readTree(answer);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            return WebSocket.Listener.super.onText(from, text, last); // which asks for more
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
