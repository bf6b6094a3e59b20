package io.patchbay.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logins to the lobby: how near they come to what hashing allows, and what a flood of them leaves to clients that are in. */
public final class Lobby {
    private static final int ACCOUNTS = 64;
    private static final int READERS = 4;
    private static final int FLOOD = 64; // more than wait for a hash within the queue's bound
    private static final int SECONDS = 15;
    private static final double LEAST_OF_HASHES = 0.95;
    private static final double LEAST_OF_RATE = 0.5;
    private static final double MOST_OF_P99 = 5;
    private static final double MOST_GROWTH = 1.05;
    private static final Pattern HASH_SECONDS = Pattern.compile("(?m)^patchbay_lobby_hash_seconds (\\S+)$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerProcess node;
    private final String admin;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Lobby(ServerProcess node, Path data) throws Exception {
        this.node = node;
        this.admin = JSON.readTree(data.resolve("credentials.json").toFile())
                .path("admin")
                .path("token")
                .asText();
    }

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-lobby");
        Path data = work.resolve("data");
        boolean held;
        try (ServerProcess node = ServerProcess.start(
                work.resolve("node.log"),
                List.of(
                        home.resolve("bin/patchbay").toString(),
                        "run",
                        "--port",
                        "0",
                        "--data",
                        data.toString(),
                        "--set",
                        "io.patchbay.rest:trustedProxies=127.0.0.0/8"))) {
            held = new Lobby(node, data).measure();
        }
        System.exit(held ? 0 : 1);
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private boolean measure() throws Exception {
        awaitLobby();
        for (int i = 0; i < ACCOUNTS; i++) {
            require(201, send(request("/accounts", i).header("Authorization", "Bearer " + admin), login(i)));
        }
        String token = JSON.readTree(
                        require(200, send(request("/login", 0), login(0))).body())
                .path("token")
                .asText();
        IntFunction<HttpRequest> me = number -> request("/me", 0)
                .header("Authorization", "Bearer " + token)
                .GET()
                .build();
        IntFunction<HttpRequest> logins =
                number -> post(request("/login", number % ACCOUNTS), login(number % ACCOUNTS));
        Load.run(http, READERS, SECONDS, 0, me); // warm
        Load.run(http, hashers() * 2, SECONDS, 0, logins);

        Load.Result alone = Load.run(http, READERS, SECONDS, 0, me);
        Load.Result hashed = Load.run(http, hashers() * 2, SECONDS, 0, logins);
        double possible = hashers() / hashSeconds();
        double before = node.residentMegabytes();
        Load flood = Load.begin(http, FLOOD, SECONDS, 100, logins);
        Load.Result beside = Load.run(http, READERS, SECONDS, 0, me);
        Load.Result flooded = flood.end();
        double growth = node.residentMegabytes() / before;

        double ofHashes = hashed.rate() / possible;
        double ofRate = beside.rate() / alone.rate();
        double ofP99 = beside.p99Millis() / alone.p99Millis();
        System.out.printf(
                "logins alone             %8.1f /s of %.1f that hashing allows: %.2f   at least %.2f%n",
                hashed.rate(), possible, ofHashes, LEAST_OF_HASHES);
        System.out.printf("reads alone              %8.0f /s, p99 %.1f ms%n", alone.rate(), alone.p99Millis());
        System.out.printf("logins of a flood        %8.1f /s, %d turned away%n", flooded.rate(), flooded.others());
        System.out.printf(
                "reads beside it          %8.0f /s: %.2f of alone   at least %.2f%n",
                beside.rate(), ofRate, LEAST_OF_RATE);
        System.out.printf(
                "                         p99 %.1f ms: %.1f times alone   at most %.0f%n",
                beside.p99Millis(), ofP99, MOST_OF_P99);
        System.out.printf("memory after the flood   %.2f times before   at most %.2f%n", growth, MOST_GROWTH);
        return ofHashes >= LEAST_OF_HASHES
                && ofRate >= LEAST_OF_RATE
                && ofP99 <= MOST_OF_P99
                && growth <= MOST_GROWTH
                && alone.others() + beside.others() == 0;
    }

    private void awaitLobby() throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            if (send(request("/login", 0), login(0)).statusCode() == 401) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the lobby did not start within a minute");
    }

    private static int hashers() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    private double hashSeconds() throws Exception {
        String metrics = http.send(
                        HttpRequest.newBuilder(URI.create(node.url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher found = HASH_SECONDS.matcher(metrics);
        if (!found.find()) {
            throw new IllegalStateException("/metrics does not tell how long hashing takes");
        }
        return Double.parseDouble(found.group(1));
    }

    /** Each account is at an address of its own. */
    private HttpRequest.Builder request(String path, int account) {
        return HttpRequest.newBuilder(URI.create(node.url() + "/lobby/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "10.0." + account + ".1");
    }

    private static HttpRequest post(HttpRequest.Builder request, String body) {
        return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        return http.send(post(request, body), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("answered " + answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String login(int account) {
        try {
            return JSON.writeValueAsString(Map.of("id", "player" + account, "password", "correct horse " + account));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
