package io.patchbay.dashboard.internal.page;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * What there is, as plain tables, for who has no scripts: a part that cannot be told says why, and the others are there all the
 * same. Thread-safe; waits for the node.
 */
public final class StatusPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 100;
    private static final int PATIENCE_SECONDS = 3;

    private final OperatorApi api;
    private final NodeReadiness readiness;

    /**
     * One column.
     *
     * @param title its heading
     * @param text what it says of a row
     */
    private record Column(String title, Function<JsonNode, String> text) {
        static Column of(String title, String field) {
            return new Column(title, row -> row.path(field).asText("–"));
        }
    }

    /**
     * One table.
     *
     * @param title its heading
     * @param target where its rows come from
     * @param member the answer's member that has them
     * @param columns what it says of each
     */
    private record Part(String title, String target, String member, List<Column> columns) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "Workers",
                    "/cluster/v1/workers",
                    "workers",
                    List.of(
                            Column.of("Purpose", "purpose"),
                            Column.of("Worker", "id"),
                            new Column(
                                    "Load",
                                    row -> row.path("load").asText() + " of "
                                            + row.path("info").path("maxLoad").asText()),
                            Column.of("Reserved", "reserved"),
                            Column.of("Executing", "executing"),
                            Column.of("Silent, ms", "silentMillis"))),
            new Part(
                    "Sessions",
                    "/cluster/v1/sessions?limit=" + MOST_ROWS,
                    "sessions",
                    List.of(
                            Column.of("User", "user"),
                            Column.of("Role", "role"),
                            Column.of("Room", "room"),
                            Column.of("Protocol", "version"),
                            new Column("State", row -> row.path("connected").asBoolean() ? "connected" : "away"))),
            new Part(
                    "Recovery jobs",
                    "/recovery/v1/jobs?limit=" + MOST_ROWS,
                    "jobs",
                    List.of(Column.of("Job", "id"), Column.of("Name", "name"), Column.of("State", "state"))),
            new Part(
                    "Plug-ins",
                    "/cluster/v1/plugins",
                    "plugins",
                    List.of(
                            Column.of("Kind", "kind"),
                            Column.of("Name", "name"),
                            Column.of("Version", "version"),
                            Column.of("State", "state"),
                            Column.of("Faults", "faults"))));

    public StatusPage(OperatorApi api, NodeReadiness readiness) {
        this.api = api;
        this.readiness = readiness;
    }

    /**
     * The whole of it, as markup.
     *
     * @param by who asks
     */
    public String render(String by) throws InterruptedException {
        Html html = new Html();
        html.raw(
                        "<noscript><p class=\"notice\">This is how things were when the page was loaded. With scripts it is live, ")
                .raw("and has buttons.</p></noscript>");
        health(html);
        List<CompletableFuture<OperatorAnswer>> answers = PARTS.stream()
                .map(part -> api.ask(OperatorRequest.get(part.target(), by)).toCompletableFuture())
                .toList();
        for (int i = 0; i < PARTS.size(); i++) {
            html.raw("<section class=\"panel\">").element("h2", PARTS.get(i).title());
            table(html, PARTS.get(i), answers.get(i));
            html.raw("</section>");
        }
        return html.toString();
    }

    private void health(Html html) {
        Map<String, String> blocked = readiness.blockedBy();
        html.raw("<section class=\"panel\"><h1>Status</h1>");
        if (blocked.isEmpty()) {
            html.element("p", "This node is ready.");
        } else {
            html.element("p", "This node is not ready:").raw("<ul>");
            blocked.forEach((part, reason) -> html.element("li", part + ": " + reason));
            html.raw("</ul>");
        }
        html.raw("</section>");
    }

    private static void table(Html html, Part part, CompletableFuture<OperatorAnswer> asked)
            throws InterruptedException {
        JsonNode answer;
        try {
            OperatorAnswer told = asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (told.elsewhere().isPresent()) {
                html.element(
                        "p", "Another node leads: " + told.elsewhere().get().getAuthority());
                return;
            }
            answer = JSON.readTree(told.body());
            if (!told.isGood()) {
                html.element("p", answer.path("detail").asText("The node answered " + told.status() + "."));
                return;
            }
        } catch (ExecutionException | TimeoutException | JacksonException late) {
            html.element("p", "The node did not say within " + PATIENCE_SECONDS + " s.");
            return;
        }
        rows(html, part, answer.path(part.member()));
    }

    private static void rows(Html html, Part part, JsonNode rows) {
        if (rows.isEmpty()) {
            html.element("p", "None.");
            return;
        }
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .text(part.title())
                .raw("\"><table><thead><tr>");
        part.columns()
                .forEach(column ->
                        html.raw("<th scope=\"col\">").text(column.title()).raw("</th>"));
        html.raw("</tr></thead><tbody>");
        for (int i = 0; i < Math.min(rows.size(), MOST_ROWS); i++) {
            JsonNode row = rows.get(i);
            html.raw("<tr>");
            part.columns().forEach(column -> html.element("td", column.text().apply(row)));
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div>");
        if (rows.size() > MOST_ROWS) {
            html.element("p", "And " + (rows.size() - MOST_ROWS) + " more.");
        }
    }
}
