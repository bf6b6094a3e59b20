package io.patchbay.demo;

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
import java.util.concurrent.CompletionStage;
import org.json.JSONArray;
import org.json.JSONObject;

/** The native API as an operator calls it: who works, who would get a task and why, and placing tasks. Thread-safe. */
final class ClusterApi {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final int RESERVE_MILLIS = 2000;

    private final HttpClient http;
    private final URI server;
    private final String token;

    ClusterApi(HttpClient http, URI server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /**
     * Who would get a task.
     *
     * @param strategy name and version of the strategy that chose
     * @param worker the worker it chose
     */
    record Answer(String strategy, String worker) {}

    /** The ids of the workers of a purpose. */
    List<String> workers(String purpose) throws IOException, InterruptedException, StepFailedException {
        HttpRequest request = request("/cluster/v1/workers?purpose=" + purpose).build();
        JSONArray workers = new JSONObject(body(http.send(request, BodyHandlers.ofString()))).getJSONArray("workers");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < workers.length(); i++) {
            ids.add(workers.getJSONObject(i).getString("id"));
        }
        return ids;
    }

    /** Asks who would get a task of a purpose, without placing any. */
    Answer explain(String purpose) throws IOException, InterruptedException, StepFailedException {
        HttpRequest request =
                post("/cluster/v1/explain", question(purpose, "explain").toString());
        JSONObject answer = new JSONObject(body(http.send(request, BodyHandlers.ofString())));
        JSONArray workers = answer.getJSONArray("workers");
        for (int i = 0; i < workers.length(); i++) {
            JSONObject worker = workers.getJSONObject(i);
            if (worker.getBoolean("chosen")) {
                return new Answer(answer.getString("strategy"), worker.getString("worker"));
            }
        }
        throw new StepFailedException("explain chose nobody: " + answer);
    }

    /** Places a task; completes with the worker's id, or exceptionally if the answer is no success. */
    CompletionStage<String> schedule(String purpose, String task) {
        return schedule(purpose, task, RESERVE_MILLIS);
    }

    /** The same, where the worker is kept for the task for so long. */
    CompletionStage<String> schedule(String purpose, String task, int reserveMillis) {
        String body =
                question(purpose, task).put("reserveMillis", reserveMillis).toString();
        return http.sendAsync(post("/cluster/v1/schedule", body), BodyHandlers.ofString())
                .thenApply(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException(response.statusCode() + " " + response.body());
                    }
                    return new JSONObject(response.body())
                            .getJSONObject("worker")
                            .getString("id");
                });
    }

    private static JSONObject question(String purpose, String task) {
        return new JSONObject().put("purpose", purpose).put("task", task).put("preference", new JSONObject());
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(BOUND).header("Authorization", "Bearer " + token);
    }

    private static String body(HttpResponse<String> response) throws StepFailedException {
        if (response.statusCode() != 200) {
            throw new StepFailedException(
                    response.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
