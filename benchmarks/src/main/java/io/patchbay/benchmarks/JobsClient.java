package io.patchbay.benchmarks;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Recovery jobs of one node over HTTP. Thread-safe. */
public final class JobsClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BOUND = Duration.ofSeconds(25);
    private static final int ERRORS = 400;
    private static final int PAGE = 1000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String token;

    public JobsClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** Submits a plan under an id; again without harm. */
    public void submit(String id, String plan) throws IOException, InterruptedException {
        send(request("/plans/jobs?id=" + id).POST(BodyPublishers.ofString(plan)));
    }

    public void operate(String job, String operation) throws IOException, InterruptedException {
        String body = JSON.writeValueAsString(Map.of("operation", operation));
        send(request("/jobs/" + job + "/operations").POST(BodyPublishers.ofString(body)));
    }

    public JsonNode job(String job) throws IOException, InterruptedException {
        return send(request("/jobs/" + job));
    }

    public JsonNode shared(String job) throws IOException, InterruptedException {
        return send(request("/jobs/" + job + "/shared"));
    }

    /** The whole audit log of a job, in its order. */
    public List<JsonNode> log(String job) throws IOException, InterruptedException {
        List<JsonNode> entries = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page =
                    send(request("/jobs/" + job + "/log?limit=" + PAGE + after)).path("entries");
            page.forEach(entries::add);
            if (page.size() < PAGE) {
                return entries;
            }
            after = "&after=" + page.get(page.size() - 1).path("position").asText();
        }
    }

    /** All tasks of a job, in the order of its graph. */
    public List<JsonNode> tasks(String job) throws IOException, InterruptedException {
        List<JsonNode> tasks = new ArrayList<>();
        while (true) {
            JsonNode page = send(request("/jobs/" + job + "/tasks?limit=" + PAGE + "&offset=" + tasks.size()))
                    .path("tasks");
            page.forEach(tasks::add);
            if (page.size() < PAGE) {
                return tasks;
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + "/recovery/v1" + path))
                .timeout(BOUND)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest.Builder request, HttpClient http)
            throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() >= ERRORS) {
            throw new IOException(
                    response.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, http);
    }
}
