package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.portal.HttpExchanges;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A player of the lobby whose token comes from ever other addresses: of its own network, where it is good, and each fourth time of another,
 * where it is not.
 */
final class PlayerLoad extends Load {
    private static final int CONNECTIONS = 64;
    private static final int TRIES = 300;
    private static final AtomicLong ACCOUNTS = new AtomicLong(); // none twice in one node
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpExchanges requests;
    private final String token;
    private long number;

    private PlayerLoad(SwapNode node, String token) {
        super(node.loop());
        this.requests = node.requests(CONNECTIONS);
        this.token = token;
    }

    /** Signs an account up and logs it in, as soon as the lobby has started. */
    static PlayerLoad logIn(SwapNode node) throws IOException, InterruptedException {
        String body = "{\"id\":\"load-" + ACCOUNTS.incrementAndGet() + "\",\"password\":\"correct horse\"}";
        HttpResponse<String> signedUp = post(node, "/accounts", body);
        for (int tries = 0; signedUp.statusCode() == 503 && tries < TRIES; tries++) {
            TimeUnit.MILLISECONDS.sleep(200);
            signedUp = post(node, "/accounts", body);
        }
        require(201, signedUp);
        String granted = require(200, post(node, "/login", body));
        return new PlayerLoad(
                node, new ObjectMapper().readTree(granted).path("token").asText());
    }

    @Override
    void send(Tally.Request request) {
        long mine = ++number;
        boolean near = mine % 4 != 0;
        String address = (near ? "10.1.1." : "10.1.2.") + (2 + mine % 250);
        requests.send("GET", "/lobby/v1/me", () -> headers(token, address), "", told -> {
            boolean right = near
                    ? told.status() == 200
                    : told.status() == 401 && told.body().contains("LOGIN_AGAIN");
            if (right) {
                request.succeed();
            } else {
                request.fail("a token from " + address + " was answered with " + told);
            }
        });
    }

    private static String headers(String token, String address) {
        return "Authorization: Bearer " + token + "\r\nX-Forwarded-For: " + address + "\r\n";
    }

    private static HttpResponse<String> post(SwapNode node, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + "/lobby/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", "10.1.1.1")
                .POST(BodyPublishers.ofString(body));
        node.authorize(request);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
