package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A client of the native API, as an external worker or an operator's script has one. Thread-safe. */
final class WorkerApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String url;
    private final String token;

    WorkerApi(String url, String token) {
        this(url, token, HttpClient.Redirect.NEVER);
    }

    private WorkerApi(String url, String token, HttpClient.Redirect redirects) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(redirects)
                .build();
        this.url = url;
        this.token = token;
    }

    /** The same for a client that goes where a node sends it. */
    WorkerApi followingRedirects() {
        return new WorkerApi(url, token, HttpClient.Redirect.NORMAL);
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    Answer put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, JSON.writeValueAsString(body));
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    /** Sends a body as it is. */
    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/cluster/v1" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }

    /** Joins as a worker of purpose {@code play}. */
    Answer join(String id, double load, List<String> tasks) throws IOException, InterruptedException {
        return put(
                "/workers/" + id,
                Map.of(
                        "purpose",
                        "play",
                        "info",
                        Map.of("ip", "127.0.0.1", "port", 7000, "maxLoad", 0.85, "capacity", Map.of()),
                        "state",
                        2,
                        "load",
                        load,
                        "tasks",
                        tasks));
    }

    Answer schedule(String purpose, String task) throws IOException, InterruptedException {
        return post(
                "/schedule", Map.of("purpose", purpose, "task", task, "preference", Map.of(), "reserveMillis", 60_000));
    }
}
