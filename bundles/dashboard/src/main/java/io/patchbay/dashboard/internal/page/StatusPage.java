package io.patchbay.dashboard.internal.page;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.node.NodeReadiness;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What there is, as plain tables, for who has no scripts: a part that cannot be told says why, and the others are there all the
 * same. Thread-safe; waits for the node.
 */
public final class StatusPage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 100;

    private final OperatorApi api;
    private final NodeReadiness readiness;
    private final Duration patience;

    /**
     * One column.
     *
     * @param title its heading
     * @param isNumber whether it is set like numbers
     * @param text what it says of a row
     */
    private record Column(String title, boolean isNumber, Function<JsonNode, String> text) {
        static Column of(String title, String field) {
            return new Column(title, false, row -> row.path(field).asText("–"));
        }

        static Column ofNumber(String title, Function<JsonNode, String> text) {
            return new Column(title, true, text);
        }

        static Column ofNumber(String title, String field) {
            return ofNumber(title, row -> row.path(field).asText("–"));
        }

        /** The begin of a cell of it, or of its heading. */
        String opening(String tag) {
            return "<" + tag + (isNumber ? " class=\"number\">" : ">");
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
                    "/cluster/v1/workers?tasks=false",
                    "workers",
                    List.of(
                            Column.of("Purpose", "purpose"),
                            Column.of("Worker", "id"),
                            Column.ofNumber(
                                    "Load",
                                    row -> percent(row.path("load")) + " of "
                                            + percent(row.path("info").path("maxLoad"))),
                            Column.ofNumber("Reserved", "reserved"),
                            Column.ofNumber("Executing", "executing"),
                            Column.ofNumber("Silent", row -> seconds(row.path("silentMillis"))))),
            new Part(
                    "Sessions",
                    "/cluster/v1/sessions?limit=" + MOST_ROWS,
                    "sessions",
                    List.of(
                            Column.of("User", "user"),
                            Column.of("Role", "role"),
                            Column.of("Room", "room"),
                            Column.of("Protocol", "version"),
                            new Column(
                                    "State", false, row -> row.path("connected").asBoolean() ? "connected" : "away"))),
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
                            Column.ofNumber("Faults", "faults"))));

    private static String percent(JsonNode share) {
        return share.isNumber() ? Math.round(share.asDouble() * 100) + " %" : "–";
    }

    private static String seconds(JsonNode millis) {
        return millis.isNumber() ? String.format(Locale.ROOT, "%.1f s", millis.asDouble() / 1_000) : "–";
    }

    /** @param patience how long a page waits in all for what the node tells */
    public StatusPage(OperatorApi api, NodeReadiness readiness, Duration patience) {
        this.api = api;
        this.readiness = readiness;
        this.patience = patience;
    }

    /**
     * The whole of it, as markup.
     *
     * @param by who asks
     */
    public String render(String by) {
        Html html = new Html();
        html.raw(
                        "<noscript><p class=\"notice\">This is how things were when the page was loaded. With scripts it is live, ")
                .raw("and has buttons.</p></noscript>");
        health(html);
        List<CompletableFuture<Optional<OperatorAnswer>>> answers =
                PARTS.stream() // their time runs from now on, for all of them
                        .map(part -> ask(OperatorRequest.get(part.target(), by)))
                        .toList();
        for (int i = 0; i < PARTS.size(); i++) {
            html.raw("<section class=\"panel\">").element("h2", PARTS.get(i).title());
            table(html, PARTS.get(i), answers.get(i).join());
            html.raw("</section>");
        }
        return html.toString();
    }

    /** What the node answers in time; empty if it does not. */
    private CompletableFuture<Optional<OperatorAnswer>> ask(OperatorRequest request) {
        return api.ask(request)
                .thenApply(Optional::of)
                .toCompletableFuture()
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failed -> Optional.empty());
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

    private void table(Html html, Part part, Optional<OperatorAnswer> told) {
        if (told.isEmpty()) {
            html.element("p", "The node did not say within " + patience.toSeconds() + " s.");
        } else if (told.get().elsewhere().isPresent()) {
            html.element(
                    "p", "Another node leads: " + told.get().elsewhere().get().getAuthority());
        } else {
            table(html, part, told.get());
        }
    }

    private static void table(Html html, Part part, OperatorAnswer told) {
        JsonNode answer;
        try {
            answer = JSON.readTree(told.body());
        } catch (JacksonException malformed) {
            html.element("p", "The node answered what is no JSON, with status " + told.status() + ".");
            return;
        }
        if (told.isGood()) {
            rows(html, part, answer.path(part.member()));
        } else {
            html.element("p", answer.path("detail").asText("The node answered " + told.status() + "."));
        }
    }

    private static void rows(Html html, Part part, JsonNode rows) {
        if (rows.isEmpty()) {
            html.element("p", "None.");
            return;
        }
        html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .text(part.title())
                .raw("\"><table><thead><tr>");
        part.columns().forEach(column -> html.raw(column.opening("th scope=\"col\""))
                .text(column.title())
                .raw("</th>"));
        html.raw("</tr></thead><tbody>");
        for (int i = 0; i < Math.min(rows.size(), MOST_ROWS); i++) {
            JsonNode row = rows.get(i);
            html.raw("<tr>");
            part.columns().forEach(column -> html.raw(column.opening("td"))
                    .text(column.text().apply(row))
                    .raw("</td>"));
            html.raw("</tr>");
        }
        html.raw("</tbody></table></div>");
        if (rows.size() > MOST_ROWS) {
            html.element("p", "And " + (rows.size() - MOST_ROWS) + " more.");
        }
    }
}
