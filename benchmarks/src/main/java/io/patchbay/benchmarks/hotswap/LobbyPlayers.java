package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Makes players of the lobby, who all come from one address. Thread-safe. */
final class LobbyPlayers {
    /** Where they log in. */
    static final String ADDRESS = "10.1.1.1";

    private static final int TRIES = 300;
    private static final AtomicLong ACCOUNTS = new AtomicLong(); // none twice in one node
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LobbyPlayers() {}

    /** Signs some up and logs them in, as soon as the lobby has started; gives their tokens. */
    static List<String> logIn(SwapNode node, int count) throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            tokens.add(logIn(node));
        }
        return tokens;
    }

    /** The headers of a request with a token from some address. */
    static String headers(String token, String address) {
        return "Authorization: Bearer " + token + "\r\nX-Forwarded-For: " + address + "\r\n";
    }

    private static String logIn(SwapNode node) throws IOException, InterruptedException {
        String body = "{\"id\":\"load-" + ACCOUNTS.incrementAndGet() + "\",\"password\":\"correct horse\"}";
        HttpResponse<String> signedUp = post(node, "/accounts", body);
        for (int tries = 0; signedUp.statusCode() == 503 && tries < TRIES; tries++) {
            TimeUnit.MILLISECONDS.sleep(200);
            signedUp = post(node, "/accounts", body);
        }
        require(201, signedUp);
        String granted = require(200, post(node, "/login", body));
        return new ObjectMapper().readTree(granted).path("token").asText();
    }

    private static HttpResponse<String> post(SwapNode node, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.url() + "/lobby/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", ADDRESS)
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
