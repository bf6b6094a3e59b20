package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** The node over HTTP, as operators, players and play servers ask it; each by a token. Immutable. */
final class LobbyApi {
    private static final Duration BOUND = Duration.ofSeconds(15); // more than the lobby lets anybody wait
    private static final int READY_MILLIS = 20_000;
    private static final int LOOK_MILLIS = 50;
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;
    private static final String LOBBY = "/lobby/v1";

    private final HttpClient http;
    private final URI node;
    private final String token;

    LobbyApi(HttpClient http, URI node, String token) {
        this.http = http;
        this.node = node;
        this.token = token;
    }

    /** What was answered; {@code body} is empty where nothing was. */
    record Answer(int status, JSONObject body) {
        static Answer of(HttpResponse<String> response) {
            String text = response.body();
            return new Answer(response.statusCode(), text.isEmpty() ? new JSONObject() : new JSONObject(text));
        }

        boolean isGood() {
            return status / 100 == 2;
        }

        /** Which refusal it is, empty if none. */
        String code() {
            return body.optString("code");
        }

        JSONObject good() throws StepFailedException {
            if (isGood()) {
                return body;
            }
            throw new StepFailedException("answered " + status + " " + body);
        }
    }

    /** The same node, asked by somebody else. */
    LobbyApi by(String other) {
        return new LobbyApi(http, node, other);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", LOBBY + path, BodyPublishers.noBody());
    }

    Answer post(String path, JSONObject body) throws IOException, InterruptedException {
        return send("POST", LOBBY + path, json(body));
    }

    /** Posts again while the answer is that this cannot be done yet. */
    Answer postOnceReady(String path, JSONObject body) throws IOException, InterruptedException {
        return onceReady(() -> post(path, body));
    }

    /** Gets again while the answer is that this cannot be told yet. */
    Answer getOnceReady(String path) throws IOException, InterruptedException {
        return onceReady(() -> get(path));
    }

    /** Wants to play; {@code key} makes a repetition the same request. */
    Answer start(String mode, String key) throws IOException, InterruptedException {
        HttpRequest request = request("POST", LOBBY + "/start", json(new JSONObject().put("mode", mode)))
                .header("Idempotency-Key", key)
                .build();
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }

    /** Whom a play token lets in. */
    CompletableFuture<Answer> redeem(JSONObject question) {
        return http.sendAsync(
                        request("POST", LOBBY + "/matches/redeem", json(question))
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    /** Says something as a worker, or asks about workers. */
    Answer workers(String method, String path, JSONObject body) throws IOException, InterruptedException {
        return send(method, "/cluster/v1/workers" + path, body.isEmpty() ? BodyPublishers.noBody() : json(body));
    }

    private interface Question {
        Answer ask() throws IOException, InterruptedException;
    }

    private static Answer onceReady(Question question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS);
        Answer answer = question.ask();
        while ((answer.status() == UNAVAILABLE || answer.status() == ACCEPTED) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            answer = question.ask();
        }
        return answer;
    }

    private Answer send(String method, String path, BodyPublisher body) throws IOException, InterruptedException {
        return Answer.of(http.send(request(method, path, body).build(), BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        return HttpRequest.newBuilder(node.resolve(path))
                .timeout(BOUND)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body);
    }

    private static BodyPublisher json(JSONObject body) {
        return BodyPublishers.ofString(body.toString());
    }
}
