package io.patchbay.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/** Recovery jobs as an operator sees them over HTTP. Thread-safe. */
final class RecoveryApi {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int PAGE = 1000;

    private final HttpClient http;
    private final URI node;
    private final String token;

    RecoveryApi(HttpClient http, URI node, String token) {
        this.http = http;
        this.node = node;
        this.token = token;
    }

    /** One line of a job's audit log; {@code task} is empty where it is about the job. */
    record Entry(String code, String task, String node, Instant at) {}

    /** A task; {@code result} is empty while it has none, {@code node} until somebody has begun it. */
    record Task(String id, String type, String state, String result, String node) {
        boolean runsOn(String name) {
            return state.equals("running") && node.equals(name);
        }

        boolean succeeded() {
            return result.equals("success");
        }
    }

    /** Whether the node takes jobs already. */
    boolean answers() throws IOException, InterruptedException {
        return send(request("/jobs")).statusCode() == OK;
    }

    /** Submits a plan, and answers with the job's id. */
    String submit(String plan) throws IOException, InterruptedException, StepFailedException {
        HttpRequest.Builder request = request("/plans/jobs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(plan));
        return body(send(request), CREATED).getString("id");
    }

    String state(String job) throws IOException, InterruptedException, StepFailedException {
        return body(send(request("/jobs/" + job)), OK).getString("state");
    }

    /** The tasks of a job that has at most a thousand. */
    List<Task> tasks(String job) throws IOException, InterruptedException, StepFailedException {
        JSONArray listed =
                body(send(request("/jobs/" + job + "/tasks?limit=" + PAGE)), OK).getJSONArray("tasks");
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < listed.length(); i++) {
            JSONObject task = listed.getJSONObject(i);
            tasks.add(new Task(
                    task.getString("id"),
                    task.getString("type"),
                    task.getString("state"),
                    task.optString("result"),
                    task.optString("node")));
        }
        return tasks;
    }

    /** What a task has made. */
    JSONObject output(String job, String task) throws IOException, InterruptedException, StepFailedException {
        return body(send(request("/jobs/" + job + "/tasks/" + task)), OK).getJSONObject("output");
    }

    /** The audit log of a job that has at most a thousand entries. */
    List<Entry> log(String job) throws IOException, InterruptedException, StepFailedException {
        JSONArray lines =
                body(send(request("/jobs/" + job + "/log?limit=" + PAGE)), OK).getJSONArray("entries");
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.length(); i++) {
            JSONObject line = lines.getJSONObject(i);
            entries.add(new Entry(
                    line.getString("code"),
                    line.optString("task"),
                    line.getString("node"),
                    Instant.parse(line.getString("at"))));
        }
        return entries;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(node.resolve("/recovery/v1" + path))
                .timeout(BOUND)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JSONObject body(HttpResponse<String> response, int expected) throws StepFailedException {
        if (response.statusCode() != expected) {
            throw new StepFailedException(
                    response.uri().getPath() + " answered " + response.statusCode() + " " + response.body());
        }
        return new JSONObject(response.body());
    }
}
