package io.patchbay.benchmarks.lobby;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A node's HTTP API, as the lobby's benchmarks use it. Thread-safe. */
final class Lobby {
    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body missing if there is none
     */
    record Reply(int status, JsonNode body) {
        /** The same, which must be good. */
        JsonNode good() {
            if (status / 100 != 2) {
                throw new IllegalStateException("the node answered " + status + ": "
                        + body.path("detail").asText());
            }
            return body;
        }
    }

    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String admin;
    private final String worker;

    /** @param data the folder of the node, which holds its credentials */
    Lobby(String url, Path data) throws IOException {
        JsonNode credentials = JSON.readTree(data.resolve("credentials.json").toFile());
        this.url = url;
        this.admin = credentials.path("admin").path("token").asText();
        this.worker = credentials.path("worker").path("token").asText();
    }

    CompletableFuture<Reply> asAdmin(String method, String path, Object body) {
        return send(method, path, body, admin, Map.of());
    }

    CompletableFuture<Reply> asWorker(String method, String path, Object body) {
        return send(method, path, body, worker, Map.of());
    }

    /** Without a body if it is an empty text. */
    CompletableFuture<Reply> send(String method, String path, Object body, String token, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.equals("") ? "" : written(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return http.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Reply(response.statusCode(), read(response.body())));
    }

    private static String written(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
