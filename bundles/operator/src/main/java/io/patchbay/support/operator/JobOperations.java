package io.patchbay.support.operator;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What {@code jobs pause}, {@code cancel} and their like tell a job. No state. */
final class JobOperations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHORTEST_MINUTES = 30;
    private static final int LONGEST_MINUTES = 180;
    private static final int MOST_LOOKS = 150;
    private static final long LOOK_MILLIS = 200;

    private JobOperations() {}

    /** An operation that is called like the word and needs nothing more. */
    static void plain(Invocation asked) throws IOException, InterruptedException {
        tell(asked, Map.of());
    }

    static void pause(Invocation asked) throws UsageException, IOException, InterruptedException {
        Map<String, Object> more = new HashMap<>();
        if (asked.options().has("--minutes")) {
            int minutes = asked.options().number("--minutes", 0, SHORTEST_MINUTES, LONGEST_MINUTES);
            more.put("until", Instant.now().plus(minutes, ChronoUnit.MINUTES).toString());
        }
        tell(asked, more);
    }

    static void retry(Invocation asked) throws IOException, InterruptedException {
        Optional<String> goals = asked.options().value("--goals");
        tell(
                asked,
                goals.<Map<String, Object>>map(names -> Map.of("goals", List.of(names.split(",", -1))))
                        .orElse(Map.of()));
    }

    static void skip(Invocation asked) throws UsageException, IOException, InterruptedException {
        Map<String, Object> more = new HashMap<>(Map.of("task", asked.operand(2)));
        Optional<String> output = asked.options().value("--output");
        if (output.isPresent()) {
            more.put("output", object(output.get()));
        }
        tell(asked, more);
    }

    static void rerun(Invocation asked) throws IOException, InterruptedException {
        tell(asked, Map.of("task", asked.operand(2)));
    }

    /** The node that leads finds out what is left, a moment after the operation is accepted. */
    static void ignoreRollback(Invocation asked) throws IOException, InterruptedException {
        JsonNode job = sent(asked, Map.of());
        for (int look = 0; look < MOST_LOOKS && job.path("state").asText().equals("clear-failed"); look++) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            job = asked.node().recovery().get(JobsWord.path(asked));
        }
        print(asked, job);
        if (!asked.wantsJson()) {
            for (JsonNode left : job.path("leftOver")) {
                asked.output().line("left over  " + left.asText());
            }
        }
    }

    private static void tell(Invocation asked, Map<String, Object> more) throws IOException, InterruptedException {
        print(asked, sent(asked, more));
    }

    private static JsonNode sent(Invocation asked, Map<String, Object> more) throws IOException, InterruptedException {
        Map<String, Object> body = new HashMap<>(more);
        body.put("operation", asked.operand(0));
        return asked.node().recovery().send("POST", JobsWord.path(asked) + "/operations", body);
    }

    private static void print(Invocation asked, JsonNode job) throws IOException {
        if (asked.wantsJson()) {
            asked.output().json(job);
        } else {
            String why = job.path("why").asText();
            asked.output()
                    .line(job.path("id").asText() + " is " + job.path("state").asText()
                            + (why.isEmpty() ? "" : ": " + why));
        }
    }

    private static ObjectNode object(String text) throws UsageException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException malformed) {
            throw new UsageException("--output must be a JSON object such as {\"id\":\"net-7\"}", malformed);
        }
        throw new UsageException("--output must be a JSON object such as {\"id\":\"net-7\"}");
    }
}
