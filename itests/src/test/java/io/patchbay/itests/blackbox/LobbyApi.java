package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A client of the lobby over HTTP, with the token of whoever asks. Thread-safe. */
final class LobbyApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String token;

    LobbyApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Makes an account and logs in; a lobby that is starting, or hashes too slowly for now, is asked again. */
    static LobbyApi player(NodeProcess node, String id) throws IOException {
        Map<String, String> account = Map.of("id", id, "password", "correct horse");
        String admin = node.credentials().path("admin").path("token").asText();
        ready(() -> new LobbyApi(node.url(), admin).post("/accounts", account));
        Answer login = ready(() -> new LobbyApi(node.url(), "").post("/login", account));
        return new LobbyApi(node.url(), login.json().path("token").asText());
    }

    private static Answer ready(Callable<Answer> question) {
        return Awaitility.await().atMost(30, TimeUnit.SECONDS).until(question, answer -> answer.status() != 503);
    }

    String token() {
        return token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return Answer.of(http.send(request("GET", path, "").build(), BodyHandlers.ofString()));
    }

    /** The same as a proxy passes it on. */
    Answer getFrom(String address, String path) throws IOException, InterruptedException {
        HttpRequest request =
                request("GET", path, "").header("X-Forwarded-For", address).build();
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }

    /** Wants to see a match, and asks until there is an observer of it; @return its endpoint, and a ticket */
    JsonNode observe(String match) {
        return Awaitility.await()
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .atMost(30, TimeUnit.SECONDS)
                .ignoreExceptionsInstanceOf(HttpTimeoutException.class)
                .until(() -> get("/matches/" + match + "/observer?waitMillis=8000"), answer -> answer.status() == 200)
                .json();
    }

    CompletableFuture<Answer> getLater(String path) {
        return http.sendAsync(request("GET", path, "").build(), BodyHandlers.ofString())
                .thenApply(Answer::of);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return Answer.of(http.send(request("DELETE", path, "").build(), BodyHandlers.ofString()));
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return Answer.of(http.send(request("POST", path, json(body)).build(), BodyHandlers.ofString()));
    }

    /** Wants to play. */
    Answer start(String key, Object body) throws IOException, InterruptedException {
        HttpRequest request = request("POST", "/start", json(body))
                .header("Idempotency-Key", key)
                .build();
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/lobby/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static String json(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
