package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of {@code /recovery/v1}. Thread-safe. */
final class RecoveryApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    RecoveryApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, JSON.writeValueAsString(body));
    }

    /** Sends a body as it is. */
    Answer send(String method, String path, String body) throws IOException, InterruptedException {
        return Answer.of(http.send(
                request(path)
                        .timeout(Duration.ofSeconds(30))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/recovery/v1" + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    /** Submits a job, once the node takes jobs, and answers with its id. */
    String submit(String name, List<Map<String, Object>> tasks) throws IOException, InterruptedException {
        awaitUntil(() -> get("/jobs").status() == 200);
        Answer answer = post("/jobs", Map.of("name", name, "type", "migration", "cluster", "site-b", "tasks", tasks));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    JsonNode job(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).json();
    }

    JsonNode task(String job, String task) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/tasks/" + task).json();
    }

    /** Waits until a job is where it should be. */
    JsonNode await(String job, String state) throws IOException, InterruptedException {
        awaitUntil(() -> job(job).path("state").asText().equals(state));
        return job(job);
    }

    static void awaitUntil(Callable<Boolean> holds) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(holds);
    }

    Answer operate(String job, String operation) throws IOException, InterruptedException {
        return post("/jobs/" + job + "/operations", Map.of("operation", operation));
    }

    /** All lines of a job's events until the stream ends, from after an event on. */
    CompletableFuture<List<String>> events(String job, String after) {
        return http.sendAsync(
                        request("/jobs/" + job + "/events")
                                .header("Last-Event-ID", after)
                                .GET()
                                .build(),
                        BodyHandlers.ofLines())
                .thenApply(HttpResponse::body)
                .thenApplyAsync(Stream::toList);
    }
}
