package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code jobs watch}: a job's log as it grows. Confined to one thread. */
final class JobWatch {
    private static final long PAUSE_MILLIS = 1_000;
    private static final int AT_ONCE = 1000;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_FAILURES = 30; // in a row: a node that is restarted is waited for
    private static final List<String> DECIDED_BY_PEOPLE = List.of("completed", "clear-failed", "finished");
    private static final List<String> GOOD = List.of("success", "partial-success");

    private final Invocation asked;
    private Optional<String> position;
    private String progress = "";

    private JobWatch(Invocation asked) {
        this.asked = asked;
        this.position = asked.options().value("--after");
    }

    static void watch(Invocation asked) throws IOException, InterruptedException {
        new JobWatch(asked).watch();
    }

    private void watch() throws IOException, InterruptedException {
        Optional<JsonNode> decided = Optional.empty();
        int failures = 0;
        while (decided.isEmpty()) {
            try {
                decided = look();
                failures = 0;
            } catch (IOException away) {
                failures++;
                boolean refused = away instanceof RefusedException answer && answer.status() != UNAVAILABLE;
                if (refused || failures >= MOST_FAILURES) {
                    throw away;
                }
            }
            if (decided.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        conclude(decided.get());
    }

    /** Prints what is new. The job, if an operator has to decide now, or it is over. */
    private Optional<JsonNode> look() throws IOException, InterruptedException {
        JsonNode job = asked.node().recovery().get(JobsWord.path(asked));
        boolean all = printLog();
        if (all && isDecided(job)) {
            return Optional.of(job);
        }
        printProgress(job);
        return Optional.empty();
    }

    /** Returns whether that was all there is for now. */
    private boolean printLog() throws IOException, InterruptedException {
        String after = position.map(last -> "&after=" + NodeApi.encoded(last)).orElse("");
        JsonNode entries = asked.node()
                .recovery()
                .get(JobsWord.path(asked) + "/log?limit=" + AT_ONCE + after)
                .path("entries");
        for (JsonNode entry : entries) {
            if (asked.wantsJson()) {
                asked.output().json(entry);
            } else {
                asked.output().line(line(entry));
            }
            position = Optional.of(entry.path("position").asText());
        }
        return entries.size() < AT_ONCE;
    }

    private static String line(JsonNode entry) {
        StringBuilder line = new StringBuilder(entry.path("at").asText());
        line.append("  ").append(entry.path("code").asText());
        if (entry.has("task")) {
            line.append("  ").append(entry.path("task").asText());
        }
        if (entry.has("attempt")) {
            line.append("  attempt ").append(entry.path("attempt").asInt());
        }
        line.append("  on ").append(entry.path("node").asText());
        if (!entry.path("actor").asText().equals("migrator")) {
            line.append(" by ").append(entry.path("actor").asText());
        }
        if (entry.has("details")) {
            line.append(": ").append(entry.path("details").asText());
        }
        return line.toString();
    }

    private void printProgress(JsonNode job) {
        boolean clearing = job.path("state").asText().equals("clearing");
        String now = job.path("state").asText() + " " + JobsWord.progress(job.path(clearing ? "clearTasks" : "tasks"));
        if (!now.equals(progress)) {
            progress = now;
            asked.done(now);
        }
    }

    /** A job that completed is rolled back or confirmed by an operator, and while that is wanted it goes on by itself. */
    private static boolean isDecided(JsonNode job) {
        String operation = job.path("operation").asText();
        boolean goesOn = job.path("state").asText().equals("completed")
                && (operation.equals("rollback") || operation.equals("confirm"));
        return DECIDED_BY_PEOPLE.contains(job.path("state").asText()) && !goesOn;
    }

    private void conclude(JsonNode job) throws IOException {
        String result = job.path("result").asText();
        String how = job.path("state").asText() + ": " + result;
        if (!GOOD.contains(result) || job.path("state").asText().equals("clear-failed")) {
            throw new IOException("job " + job.path("id").asText() + " is " + how);
        }
        asked.done(how);
    }
}
