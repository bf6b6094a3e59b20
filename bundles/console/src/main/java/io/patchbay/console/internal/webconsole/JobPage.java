package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.RefusedException;
import io.patchbay.support.operator.Text;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pages on recovery jobs: which there are, and what becomes of one. Confined to one thread. */
final class JobPage {
    private static final Set<String> COMPLETE =
            Set.of("completed", "clearing", "clear-failed", "reporting", "finished");
    private static final int MOST_TASKS = 10_000;

    private final NodeApi recovery;
    private final Instant now;
    private final Html html = new Html();

    /** @param recovery what is below {@code /recovery/v1} */
    JobPage(NodeApi recovery, Clock clock) {
        this.recovery = recovery;
        this.now = clock.instant();
    }

    /** The page on one job, or on all. */
    String render(Optional<String> job) throws InterruptedException {
        html.raw("<div id=\"patchbay\" data-live=\"2000\">");
        try {
            if (job.isPresent()) {
                one(job.get());
            } else {
                list();
            }
        } catch (IOException failed) {
            html.raw("<section>")
                    .element("p", "failure", String.valueOf(failed.getMessage()))
                    .raw("</section>");
        }
        return html.raw("</div><script src=\"${pluginRoot}/res/patchbay/patchbay.js\"></script>")
                .toString();
    }

    private void list() throws IOException, InterruptedException {
        JsonNode jobs = recovery.get("/jobs?limit=" + HtmlOutput.MOST_ROWS).path("jobs");
        html.raw("<section id=\"jobs\"><h2>Recovery jobs</h2>");
        if (jobs.isEmpty()) {
            html.element("p", "nothing", "no recovery jobs");
        } else {
            html.raw(
                    "<table><thead><tr><th>job</th><th>name</th><th>type</th><th>cluster</th><th>state</th><th>result</th>"
                            + "<th class=\"number\">tasks</th><th>submitted</th></tr></thead><tbody>");
            jobs.forEach(this::row);
            html.raw("</tbody></table>");
        }
        html.raw("</section>");
    }

    private void row(JsonNode job) {
        String id = job.path("id").asText();
        html.raw("<tr><td><a href=\"${pluginRoot}?job=")
                .text(NodeApi.encoded(id))
                .raw("\">");
        html.text(id)
                .raw("</a></td>")
                .cell(job.path("name").asText())
                .cell(job.path("type").asText());
        html.cell(job.path("cluster").asText()).raw("<td>");
        HtmlOutput.badge(html, job.path("state").asText());
        html.raw("</td>").cell(job.path("result").asText()).number(progress(job.path("tasks")));
        html.cell(job.path("submittedAt").asText()).raw("</tr>");
    }

    private static String progress(JsonNode counts) {
        int over = counts.path("succeeded").asInt() + counts.path("failed").asInt();
        return over + "/" + counts.path("total").asText("0");
    }

    private void one(String id) throws IOException, InterruptedException {
        String path = "/jobs/" + NodeApi.encoded(id);
        JsonNode job = recovery.get(path);
        boolean clears = job.path("clearTasks").path("total").asInt() > 0;
        JsonNode counts = job.path(clears ? "clearTasks" : "tasks");
        List<TaskView> all = tasks(path);
        List<TaskView> shown = all.stream()
                .filter(task -> ReverseTask.isReverse(task.id()) == clears)
                .toList();
        TaskGraph graph = new TaskGraph(shown);
        List<TaskView> history = new ArrayList<>(all);
        history.addAll(lastFinished(id));
        JobOutlook outlook = JobOutlook.of(graph, history, now);

        html.raw("<section id=\"job\"><h2>").text(job.path("name").asText() + " ");
        HtmlOutput.badge(html, job.path("state").asText());
        html.raw("</h2>");
        tiles(job, counts, outlook, shown);
        whatHoldsItUp(job, shown);
        html.raw("</section><section id=\"critical\"><h2>Critical path</h2>");
        html.element(
                "p",
                outlook.criticalPath().isEmpty() ? "nothing" : "path",
                outlook.criticalPath().isEmpty()
                        ? "nothing is still to come"
                        : String.join(" → ", outlook.criticalPath()));
        html.raw("</section><section><h2>Graph</h2>");
        JobDrawings drawings = new JobDrawings(html, now);
        drawings.graph(graph, outlook.criticalPath());
        html.raw("</section><section><h2>Over time</h2>");
        drawings.times(shown, begin(job), objective(job));
        html.raw("</section><section id=\"shared\"><h2>Shared resources</h2>");
        shared(recovery.get(path + "/shared").path("shared"), id);
        html.raw("</section>");
    }

    private List<TaskView> tasks(String job) throws IOException, InterruptedException {
        List<TaskView> tasks = new ArrayList<>();
        recovery.get(job + "/tasks?limit=" + MOST_TASKS).path("tasks").forEach(task -> tasks.add(TaskView.of(task)));
        return tasks;
    }

    /** The tasks of the job that was finished last, to learn from how long they took; none if there is no other, or it is going. */
    private List<TaskView> lastFinished(String job) throws IOException, InterruptedException {
        for (JsonNode other : recovery.get("/jobs?state=finished&limit=2").path("jobs")) {
            String id = other.path("id").asText();
            if (!id.equals(job)) {
                try {
                    return tasks("/jobs/" + NodeApi.encoded(id));
                } catch (RefusedException removedMeanwhile) {
                    return List.of();
                }
            }
        }
        return List.of();
    }

    private void tiles(JsonNode job, JsonNode counts, JobOutlook outlook, List<TaskView> shown) {
        int total = counts.path("total").asInt();
        int failed = counts.path("failed").asInt();
        int over = counts.path("succeeded").asInt() + failed;
        long running =
                shown.stream().filter(task -> task.look().equals("running")).count();
        html.raw(
                "<progress max=\"" + Math.max(1, total) + "\" value=\"" + over + "\"></progress><div class=\"tiles\">");
        tile("", "done", over + " of " + total, running + " running now");
        tile(
                failed > 0 ? "bad" : "",
                "without success",
                String.valueOf(failed),
                job.path("result").asText());
        tile(
                "",
                "time",
                Text.span(job.path("elapsedMillis").asLong()),
                job.path("type").asText());
        boolean nothingLeft = outlook.criticalPath().isEmpty();
        tile(
                "",
                "left",
                nothingLeft ? "–" : "about " + Text.span(outlook.left().toMillis()),
                nothingLeft ? "" : outlook.guessed() ? "some of it guessed" : "as tasks have taken so far");
        objective(job).ifPresent(most -> countdown(most, job, outlook));
        html.raw("</div>");
    }

    private void countdown(Duration most, JsonNode job, JobOutlook outlook) {
        long left = most.toMillis() - job.path("elapsedMillis").asLong();
        if (COMPLETE.contains(job.path("state").asText()) && left >= 0) {
            verdict(most, left, job.path("result").asText());
            return;
        }
        boolean holds = left >= outlook.left().toMillis();
        String detail = "recovery-time objective " + Text.span(most.toMillis()) + (holds ? "" : ", in danger");
        tile(
                holds ? "good" : "bad",
                "objective",
                left < 0 ? "missed by " + Text.span(-left) : Text.span(left) + " to go",
                left < 0 ? "recovery-time objective " + Text.span(most.toMillis()) : detail);
    }

    /** Of a job in whose time nothing is recovered any more. */
    private void verdict(Duration most, long left, String result) {
        boolean held = result.equals("success");
        String detail = "recovery-time objective " + Text.span(most.toMillis());
        tile(
                held ? "good" : "bad",
                "objective",
                held ? "held" : "not held",
                held ? detail + ", " + Text.span(left) + " to spare" : detail);
    }

    private void tile(String style, String name, String value, String detail) {
        html.raw("<div class=\"tile " + style + "\">")
                .element("span", "name", name)
                .element("strong", "value", value)
                .element("span", "detail", detail)
                .raw("</div>");
    }

    private void whatHoldsItUp(JsonNode job, List<TaskView> shown) {
        String why = job.path("why").asText();
        if (!why.isEmpty()) {
            html.element("p", "failure", why);
        }
        shown.stream()
                .filter(task -> !task.why().isEmpty() && !task.look().equals("done"))
                .limit(HtmlOutput.MOST_ROWS)
                .forEach(task -> html.element("p", "note", task.id() + ": " + task.why()));
    }

    private Instant begin(JsonNode job) {
        String begun = job.path("startedAt").asText(job.path("submittedAt").asText());
        return begun.isEmpty() ? now : Instant.parse(begun);
    }

    private static Optional<Duration> objective(JsonNode job) {
        return job.has("objectiveMillis")
                ? Optional.of(Duration.ofMillis(job.path("objectiveMillis").asLong()))
                : Optional.empty();
    }

    private void shared(JsonNode all, String job) {
        if (all.isEmpty()) {
            html.element("p", "nothing", "it shares nothing so far");
            return;
        }
        html.raw("<table><thead><tr><th>kind</th><th>resource</th><th>state</th><th>made by</th><th>held by</th>"
                + "</tr></thead><tbody>");
        int rows = 0;
        for (JsonNode one : all) {
            if (rows++ == HtmlOutput.MOST_ROWS) {
                break;
            }
            html.raw("<tr>")
                    .cell(one.path("kind").asText())
                    .cell(one.path("resource").asText());
            html.cell(one.path("made").asBoolean() ? "made" : "to be made");
            html.cell(
                    one.path("maker").path("job").asText().equals(job)
                            ? "this job"
                            : one.path("maker").path("job").asText());
            List<String> holders = new ArrayList<>();
            one.path("holders")
                    .forEach(holder -> holders.add(holder.asText().equals(job) ? "this job" : holder.asText()));
            html.cell(String.join(", ", holders)).raw("</tr>");
        }
        html.raw("</tbody></table>");
        if (all.size() > HtmlOutput.MOST_ROWS) {
            html.element("p", "note", "first " + HtmlOutput.MOST_ROWS + " of " + all.size());
        }
    }
}
