package io.patchbay.benchmarks.hotswap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.portal.HttpExchanges;
import io.patchbay.benchmarks.portal.HttpExchanges.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Recovery jobs, some of them under way at any time. Each has to end with every task done once, at its first attempt. */
abstract class JobLoad extends Load {
    static final ObjectMapper JSON = new ObjectMapper();

    /** How the names of all jobs begin. */
    static final String NAMES = "swapped-";

    private static final AtomicLong NUMBERS = new AtomicLong(); // no job twice in one node
    private static final int PER_SECOND = 5;
    private static final int CONNECTIONS = 16;
    private static final long LOOK_MILLIS = 50;
    private static final long PATIENCE_MILLIS = 60_000;

    private final SwapNode node;
    private final HttpExchanges requests;
    private long doubled;

    /** Waits until the node takes jobs. */
    JobLoad(SwapNode node) throws InterruptedException {
        super(node.loop());
        this.node = node;
        this.requests = node.requests(CONNECTIONS);
        if (!Asked.until(
                PATIENCE_MILLIS,
                () -> node.api().page("/recovery/v1/jobs?limit=1").contains("\"total\""))) {
            throw new IllegalStateException(
                    "the node takes no recovery jobs: " + node.api().page("/recovery/v1/jobs?limit=1"));
        }
    }

    /** Where a job is submitted, below {@code /recovery/v1}. */
    abstract String path(String job);

    /** What is submitted there. */
    abstract String body(String job);

    /** How many tasks each has. */
    abstract int tasks();

    /** A job has done what it should. */
    abstract void succeeded(String job);

    final SwapNode node() {
        return node;
    }

    @Override
    int rate(Size size) {
        return PER_SECOND;
    }

    /** Results that were committed again. */
    @Override
    long doubled() {
        return doubled;
    }

    @Override
    void send(Tally.Request request) {
        String job = NAMES + NUMBERS.incrementAndGet();
        requests.send("POST", "/recovery/v1" + path(job), node::headers, body(job), told -> {
            if (told.status() == 201) {
                look(job, request);
            } else {
                request.fail(job + " was answered with " + told);
            }
        });
    }

    private void look(String job, Tally.Request request) {
        requests.send("GET", "/recovery/v1/jobs/" + job, node::headers, "", told -> {
            JsonNode seen = read(told);
            if (!seen.path("state").asText().equals("completed")) {
                if (told.status() == 200) {
                    loop().after(LOOK_MILLIS, () -> look(job, request));
                } else {
                    request.fail(job + " was answered with " + told);
                }
            } else if (seen.path("result").asText().equals("success")) {
                audit(job, request);
            } else {
                request.fail(told.body());
            }
        });
    }

    private void audit(String job, Tally.Request request) {
        requests.send("GET", "/recovery/v1/jobs/" + job + "/log?limit=1000", node::headers, "", told -> {
            List<String> wrong = judge(read(told));
            if (wrong.isEmpty()) {
                succeeded(job);
                request.succeed();
            } else {
                request.fail(job + ": " + wrong);
            }
            requests.send(
                    "POST",
                    "/recovery/v1/jobs/" + job + "/operations",
                    node::headers,
                    "{\"operation\":\"confirm\"}",
                    over -> {
                        if (over.status() != 200) {
                            tally().note(job + " was not confirmed: " + over);
                        }
                    });
        });
    }

    /** What ought not to be in a job's log, or lacks there. */
    private List<String> judge(JsonNode log) {
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> results = new HashMap<>();
        for (JsonNode entry : log.path("entries")) {
            if (entry.path("code").asText().endsWith(".success")) {
                results.merge(entry.path("task").asText(), 1, Integer::sum);
            }
            if (entry.path("attempt").asInt() > 1) {
                wrong.add("an attempt too many: " + entry);
            }
        }
        long again = results.values().stream().filter(times -> times > 1).count();
        doubled += again;
        if (again > 0 || results.size() != tasks()) {
            wrong.add("results were committed " + results);
        }
        return wrong;
    }

    private static JsonNode read(Response told) {
        try {
            return JSON.readTree(told.body());
        } catch (JsonProcessingException noJson) {
            return JSON.createObjectNode().put("unreadable", noJson.getOriginalMessage());
        }
    }
}
