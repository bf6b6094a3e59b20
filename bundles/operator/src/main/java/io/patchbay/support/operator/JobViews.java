package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What {@code jobs list}, {@code show}, {@code tasks} and {@code log} print. No state. */
final class JobViews {
    private static final int MOST_JOBS = 1000;
    private static final int MOST = 10_000;
    private static final int MANY_TASKS = 100;

    private JobViews() {}

    static void list(Invocation asked) throws UsageException, IOException, InterruptedException {
        int limit = asked.options().number("--limit", 200, 1, MOST_JOBS);
        JsonNode answer = asked.node().recovery().get("/jobs?limit=" + limit + state(asked));
        asked.show(answer, jobs -> {
            Table table = new Table(
                    "no recovery jobs",
                    "job",
                    "name",
                    "type",
                    "cluster",
                    "state",
                    "result",
                    "tasks",
                    "#elapsed",
                    "why");
            for (JsonNode job : jobs.path("jobs")) {
                table.row(
                        job.path("id").asText(),
                        job.path("name").asText(),
                        job.path("type").asText(),
                        job.path("cluster").asText(),
                        job.path("state").asText(),
                        job.path("result").asText(),
                        JobsWord.progress(job.path("tasks")),
                        Text.span(job.path("elapsedMillis").asLong()),
                        job.path("why").asText());
            }
            return table;
        });
        tellOfMore(asked, answer.path("total").asInt() - answer.path("jobs").size());
    }

    static void show(Invocation asked) throws UsageException, IOException, InterruptedException {
        if (asked.maybe(2).isPresent()) {
            task(asked);
            return;
        }
        JsonNode job = asked.node().recovery().get(JobsWord.path(asked));
        asked.show(job, JobViews::facts);
        if (asked.wantsJson()) {
            return;
        }
        JsonNode shared =
                asked.node().recovery().get(JobsWord.path(asked) + "/shared").path("shared");
        if (!shared.isEmpty()) {
            asked.output().table(sharedTable(shared));
        }
        JsonNode tasks = asked.node().recovery().get(JobsWord.path(asked) + "/tasks?limit=" + MOST);
        List<JsonNode> worth = new ArrayList<>();
        boolean few = tasks.path("tasks").size() <= MANY_TASKS;
        tasks.path("tasks").forEach(task -> {
            if (few || isWorthALook(task)) {
                worth.add(task);
            }
        });
        List<JsonNode> listed = worth.subList(0, Math.min(MANY_TASKS, worth.size()));
        asked.output().table(tasksTable(listed));
        tellOfMore(asked, tasks.path("total").asInt() - listed.size());
    }

    /** Whether somebody who looks at a large job wants to see it first. */
    private static boolean isWorthALook(JsonNode task) {
        String result = task.path("result").asText();
        return task.path("state").asText().equals("running")
                || task.has("why")
                || (!result.isEmpty() && !result.equals("success"));
    }

    private static Table facts(JsonNode job) {
        Table table = new Table("", "", "");
        table.row("job", job.path("id").asText() + ", " + job.path("name").asText());
        table.row(
                "type",
                job.path("type").asText() + " onto " + job.path("cluster").asText());
        String result = job.path("result").asText();
        table.row("state", job.path("state").asText() + (result.isEmpty() ? "" : ": " + result));
        for (String fact : List.of(
                "why",
                "operation",
                "group",
                "submittedAt",
                "submittedBy",
                "startedAt",
                "completedAt",
                "resumeAt",
                "rollbackAt")) {
            String value = job.path(fact).asText();
            if (!value.isEmpty()) {
                table.row(inWords(fact), value);
            }
        }
        String within = job.has("objectiveMillis")
                ? " of " + Text.span(job.path("objectiveMillis").asLong())
                : "";
        table.row("elapsed", Text.span(job.path("elapsedMillis").asLong()) + within);
        table.row("tasks", JobsWord.progress(job.path("tasks")));
        if (job.path("clearTasks").path("total").asInt() > 0) {
            table.row("clearing", JobsWord.progress(job.path("clearTasks")));
        }
        for (JsonNode left : job.path("leftOver")) {
            table.row("left over", left.asText());
        }
        return table;
    }

    /** {@code submittedAt} as people say it. */
    private static String inWords(String member) {
        return Text.inSmall(member.replaceAll("([A-Z])", "_$1")).replace('-', ' ');
    }

    private static Table sharedTable(JsonNode all) {
        Table table = new Table("", "shared resource", "state", "held by");
        for (JsonNode shared : all) {
            List<String> holders = new ArrayList<>();
            shared.path("holders").forEach(holder -> holders.add(holder.asText()));
            table.row(
                    shared.path("kind").asText() + "/" + shared.path("resource").asText() + "/"
                            + shared.path("cluster").asText(),
                    shared.path("confirmed").asBoolean()
                            ? "kept"
                            : shared.path("made").asBoolean() ? "made" : "being made",
                    String.join(", ", holders));
        }
        return table;
    }

    private static void task(Invocation asked) throws IOException, InterruptedException {
        JsonNode found =
                asked.node().recovery().get(JobsWord.path(asked) + "/tasks/" + NodeApi.encoded(asked.operand(2)));
        asked.show(found, task -> tasksTable(List.of(task)));
        if (!asked.wantsJson()) {
            asked.output().line("input:");
            asked.output().json(found.path("input"));
            if (found.has("output")) {
                asked.output().line("output:");
                asked.output().json(found.path("output"));
            }
        }
    }

    static void tasks(Invocation asked) throws UsageException, IOException, InterruptedException {
        int limit = asked.options().number("--limit", MOST, 1, MOST);
        JsonNode answer = asked.node().recovery().get(JobsWord.path(asked) + "/tasks?limit=" + limit + state(asked));
        asked.show(answer, tasks -> tasksTable(tasks.path("tasks")));
        tellOfMore(asked, answer.path("total").asInt() - answer.path("tasks").size());
    }

    private static Table tasksTable(Iterable<JsonNode> tasks) {
        Table table = new Table("no tasks", "task", "type", "state", "#attempt", "#epoch", "node", "handler", "why");
        for (JsonNode task : tasks) {
            table.row(
                    task.path("id").asText(),
                    task.path("type").asText(),
                    stateOf(task),
                    task.path("attempt").asInt(),
                    task.path("epoch").asLong(),
                    task.path("node").asText(),
                    task.path("handler").asText(),
                    why(task));
        }
        return table;
    }

    private static String stateOf(JsonNode task) {
        if (task.has("result")) {
            return task.path("result").asText();
        }
        return task.has("progress")
                ? task.path("state").asText() + " "
                        + Math.round(task.path("progress").asDouble() * 100) + "%"
                : task.path("state").asText();
    }

    private static String why(JsonNode task) {
        List<String> failed = new ArrayList<>();
        task.path("failedDependencies").forEach(dependency -> failed.add(dependency.asText()));
        return failed.isEmpty()
                ? task.path("why").path("contents").asText()
                : "without success: " + String.join(", ", failed);
    }

    static void log(Invocation asked) throws UsageException, IOException, InterruptedException {
        int limit = asked.options().number("--limit", MOST, 1, MOST);
        String after = asked.options()
                .value("--after")
                .map(position -> "&after=" + NodeApi.encoded(position))
                .orElse("");
        JsonNode answer = asked.node().recovery().get(JobsWord.path(asked) + "/log?limit=" + limit + after);
        asked.show(answer, log -> {
            Table table = new Table(
                    "no entries", "at", "task", "what", "#attempt", "#epoch", "node", "by", "handler", "details");
            for (JsonNode entry : log.path("entries")) {
                table.row(
                        entry.path("at").asText(),
                        entry.path("task").asText(),
                        entry.path("code").asText(),
                        entry.path("attempt").asText(),
                        entry.path("epoch").asText(),
                        entry.path("node").asText(),
                        entry.path("actor").asText(),
                        entry.path("handler").asText(),
                        entry.path("details").asText());
            }
            return table;
        });
        JsonNode entries = answer.path("entries");
        if (entries.size() == limit) {
            asked.done("there may be more: --after "
                    + entries.path(limit - 1).path("position").asText());
        }
    }

    private static String state(Invocation asked) {
        return asked.options()
                .value("--state")
                .map(state -> "&state=" + NodeApi.encoded(state))
                .orElse("");
    }

    private static void tellOfMore(Invocation asked, int more) {
        if (more > 0) {
            asked.done("not listed: " + more + " more");
        }
    }
}
