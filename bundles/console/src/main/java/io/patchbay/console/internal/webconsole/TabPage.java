package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.operator.NodeApi;
import io.patchbay.support.operator.RefusedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The page on what a node is, has and does. Confined to one thread. */
final class TabPage {
    private final NodeApi node;
    private final FormProof proof;
    private final Html html = new Html();

    TabPage(NodeApi node, FormProof proof) {
        this.node = node;
        this.proof = proof;
    }

    /** The whole page, with what came of the last form. */
    String render(Optional<TabActions.Notice> notice) throws InterruptedException {
        Sections parts = new Sections(html, node);
        html.raw("<div id=\"patchbay\">");
        parts.notice(notice);
        parts.section("node", "Node", this::summary);
        parts.section("plugins", "Plug-ins", () -> new PluginsPart(html, proof).write(node.get("/plugins")));
        parts.section("experiments", "Shadows and canaries", () -> new ExperimentsPart(html, proof)
                .write(node.get("/experiments"), node.get("/plugins"), purposes()));
        parts.word("workers", "Workers", "workers");
        parts.word("tasks", "Tasks", "tasks");
        parts.word("rooms", "Rooms", "rooms", "--limit", String.valueOf(HtmlOutput.MOST_ROWS));
        parts.word("sessions", "Sessions", "sessions", "--limit", String.valueOf(HtmlOutput.MOST_ROWS));
        return html.raw("</div><script src=\"${pluginRoot}/res/patchbay/patchbay.js\"></script>")
                .toString();
    }

    private void summary() throws IOException, InterruptedException {
        JsonNode readiness = node.readiness();
        JsonNode status = node.get("/status");
        JsonNode drain = status.path("drain");
        JsonNode plugins = status.path("plugins");
        List<String> reasons = new ArrayList<>();
        readiness
                .path("blockedBy")
                .properties()
                .forEach(part ->
                        reasons.add(part.getKey() + ": " + part.getValue().asText()));
        html.raw("<div class=\"tiles\">");
        tile(
                "",
                "node",
                status.path("node").asText(),
                "Patchbay " + status.path("version").asText());
        boolean ready = reasons.isEmpty();
        tile(ready ? "good" : "bad", "state", ready ? "ready" : "not ready", String.join("; ", reasons));
        tile(
                "",
                "leads",
                status.path("leader").asText("nobody"),
                status.path("members").size() + " in the cluster");
        tile(
                "",
                "clients",
                drain.path("connected").asText("–"),
                drain.path("waiting").asText("0") + " waited for");
        tile("", "rooms", status.path("rooms").asText(), "with their controller here");
        tile(
                "",
                "plug-ins",
                plugins.path("serving").asText(),
                "serving, " + plugins.path("faulty").asText() + " faulty, "
                        + plugins.path("rejected").asText() + " jars refused");
        tile(
                "",
                "portal",
                drain.path("state").asText("starting"),
                status.path("url").asText());
        html.raw("</div>");
    }

    private void tile(String style, String name, String value, String detail) {
        html.raw("<div class=\"tile " + style + "\">")
                .element("span", "name", name)
                .element("strong", "value", value)
                .element("span", "detail", detail)
                .raw("</div>");
    }

    /** Those that there are workers for, to be offered; none where another node leads. */
    private List<String> purposes() throws IOException, InterruptedException {
        try {
            return StreamSupport.stream(node.get("/workers").path("workers").spliterator(), false)
                    .map(worker -> worker.path("purpose").asText())
                    .distinct()
                    .sorted()
                    .limit(HtmlOutput.MOST_ROWS)
                    .toList();
        } catch (RefusedException elsewhere) {
            return List.of();
        }
    }
}
