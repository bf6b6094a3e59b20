package io.patchbay.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.portal.JvmMemory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Logins to the lobby: how near they come to what hashing allows, and what a flood of them leaves to clients that are in. */
public final class Lobby {
    private static final int ACCOUNTS = 64;
    private static final int READERS = 4;
    private static final int FLOOD = 64; // more than wait for a hash within the queue's bound
    private static final long REST_MILLIS = 100; // of a client that was turned away
    private static final int WARM_SECONDS = 15;
    private static final int LOGIN_SECONDS = 15;
    private static final int AT_ONCE = 4; // for each thread that hashes: one is hashed, the others are on their way
    private static final int ROUNDS = 7;
    private static final int ROUND_SECONDS = 4;
    private static final int RISE_SECONDS = 3;
    private static final double LEAST_OF_HASHES = 0.95;
    private static final double LEAST_OF_RATE = 0.5;
    private static final double MOST_OF_P99 = 5;
    private static final double MOST_GROWTH = 1.05;
    private static final Pattern HASHES = Pattern.compile("(?m)^patchbay_lobby_hashes_total (\\S+)$");
    private static final Pattern HASHING_SECONDS = Pattern.compile("(?m)^patchbay_lobby_hashing_seconds_total (\\S+)$");
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
        Load.run(http, READERS, WARM_SECONDS, 0, me);
        Load.run(http, FLOOD, WARM_SECONDS, REST_MILLIS, logins);

        boolean held = loginsAlone(logins);
        double before = JvmMemory.megabytesAfterCollection(node.pid());
        held &= besideFloods(me, logins);
        double growth = JvmMemory.megabytesAfterCollection(node.pid()) / before;
        System.out.printf(
                "memory after the floods  %.2f times the %.0f MB before   at most %.2f%n", growth, before, MOST_GROWTH);
        return held && growth <= MOST_GROWTH;
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private boolean loginsAlone(IntFunction<HttpRequest> logins) throws Exception {
        String before = metrics();
        Load.Result hashed = Load.run(http, hashers() * AT_ONCE, LOGIN_SECONDS, 0, logins);
        String after = metrics();
        double secondsOfOne = grown(HASHING_SECONDS, before, after) / grown(HASHES, before, after);
        double possible = hashers() / secondsOfOne;
        double share = hashed.rate() / possible;
        System.out.printf(
                "logins alone             %8.1f /s of %.1f that hashing allows: %.2f   at least %.2f%n",
                hashed.rate(), possible, share, LEAST_OF_HASHES);
        return share >= LEAST_OF_HASHES;
    }

    /** Both in short rounds, one after the other, so that whatever else the machine does meets both. */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private boolean besideFloods(IntFunction<HttpRequest> me, IntFunction<HttpRequest> logins) throws Exception {
        List<Load.Result> alone = new ArrayList<>();
        List<Load.Result> beside = new ArrayList<>();
        List<Load.Result> floods = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            alone.add(Load.run(http, READERS, ROUND_SECONDS, 0, me));
            Load flood = Load.begin(http, FLOOD, RISE_SECONDS + ROUND_SECONDS, REST_MILLIS, logins);
            TimeUnit.SECONDS.sleep(RISE_SECONDS); // until the queue is full
            beside.add(Load.run(http, READERS, ROUND_SECONDS, 0, me));
            floods.add(flood.end());
        }
        double ofRate =
                median(round -> beside.get(round).rate() / alone.get(round).rate());
        double ofP99 =
                median(round -> beside.get(round).p99Millis() / alone.get(round).p99Millis());
        int failed = IntStream.range(0, ROUNDS)
                .map(round -> alone.get(round).others() + beside.get(round).others())
                .sum();
        System.out.printf(
                "reads alone              %8.0f /s, p99 %.1f ms%n",
                median(round -> alone.get(round).rate()),
                median(round -> alone.get(round).p99Millis()));
        System.out.printf(
                "logins of a flood        %8.1f /s, and as many as %.0f turned away%n",
                median(round -> floods.get(round).rate()),
                median(round -> floods.get(round).others() / (double) (RISE_SECONDS + ROUND_SECONDS)));
        System.out.printf(
                "reads beside it          %8.0f /s: %.2f of alone   at least %.2f; %d failed%n",
                median(round -> beside.get(round).rate()), ofRate, LEAST_OF_RATE, failed);
        System.out.printf(
                "                         p99 %.1f ms: %.1f times alone   at most %.0f%n",
                median(round -> beside.get(round).p99Millis()), ofP99, MOST_OF_P99);
        return ofRate >= LEAST_OF_RATE && ofP99 <= MOST_OF_P99 && failed == 0;
    }

    private static double median(IntToDoubleFunction ofRound) {
        return IntStream.range(0, ROUNDS).mapToDouble(ofRound).sorted().toArray()[ROUNDS / 2];
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

    private String metrics() throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(node.url() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double grown(Pattern counter, String before, String after) {
        return value(counter, after) - value(counter, before);
    }

    private static double value(Pattern metric, String metrics) {
        Matcher found = metric.matcher(metrics);
        if (!found.find()) {
            throw new IllegalStateException("/metrics does not have " + metric);
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
