package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The part of the page on what is tried before it serves: shadows and canaries, and the form that begins one. */
final class ExperimentsPart {
    /** What the placement tries; other kinds are refused by the node, with the reason. */
    private static final Set<String> KINDS = Set.of("scheduler", "matcher", "strategy", "protocol");

    private final Html html;
    private final FormProof proof;

    ExperimentsPart(Html html, FormProof proof) {
        this.html = html;
        this.proof = proof;
    }

    void write(JsonNode experiments, JsonNode plugins, List<String> purposes) {
        if (experiments.path("experiments").isEmpty()) {
            html.element("p", "nothing", "nothing is tried");
        } else {
            html.raw(
                    "<table><thead><tr><th>mode</th><th>extension point</th><th>for</th><th>candidate</th><th>share</th>"
                            + "<th>state</th><th class=\"number\">answered</th><th class=\"number\">differed</th>"
                            + "<th class=\"number\">skipped</th><th class=\"number\">faults</th><th></th></tr></thead><tbody>");
            experiments.path("experiments").forEach(this::row);
            html.raw("</tbody></table>");
        }
        begin(plugins, purposes);
    }

    private void row(JsonNode experiment) {
        String mode = experiment.path("mode").asText();
        html.raw("<tr><td>").element("span", "badge " + ("canary".equals(mode) ? "canary" : "shadow"), mode);
        html.raw("</td>")
                .cell(experiment.path("kind").asText())
                .cell(experiment.path("scope").asText())
                .raw("<td>")
                .element("strong", "name", experiment.path("name").asText())
                .text(" " + experiment.path("version").asText())
                .raw("</td>")
                .cell(share(experiment))
                .raw("<td>");
        HtmlOutput.badge(html, experiment.path("state").asText());
        String ended = experiment.path("ended").asText();
        if (!ended.isEmpty()) {
            html.element("div", "reason", ended);
        }
        html.raw("</td>")
                .number(experiment.path("answered").asLong())
                .number(experiment.path("differed").asLong())
                .number(experiment.path("skipped").asLong())
                .number(experiment.path("faults").asLong())
                .raw("<td class=\"buttons\"><form method=\"post\">");
        proof.writeTo(html);
        html.hidden("action", "end");
        for (String field : new String[] {"mode", "kind", "scope"}) {
            html.hidden(field, experiment.path(field).asText());
        }
        html.raw("<button>End</button></form></td></tr>");
    }

    private static String share(JsonNode experiment) {
        StringBuilder share = new StringBuilder();
        if (experiment.path("percent").asInt() > 0) {
            share.append(experiment.path("percent").asInt()).append("% ");
        }
        for (String list : new String[] {"rooms", "services"}) {
            if (!experiment.path(list).isEmpty()) {
                share.append(experiment.path(list).size())
                        .append(' ')
                        .append(list)
                        .append(' ');
            }
        }
        return share.toString().strip();
    }

    private void begin(JsonNode plugins, List<String> purposes) {
        html.raw("<form method=\"post\" class=\"line\">");
        proof.writeTo(html);
        html.hidden("action", "begin")
                .raw("<label>Try <select name=\"candidate\" required><option value=\"\">a plug-in…</option>");
        for (JsonNode plugin : plugins.path("plugins")) {
            if (KINDS.contains(plugin.path("kind").asText())) {
                String value = plugin.path("kind").asText() + " "
                        + plugin.path("name").asText() + " "
                        + plugin.path("version").asText();
                html.raw("<option value=\"").text(value).raw("\">").text(value).raw("</option>");
            }
        }
        html.raw(
                "</select></label> <label>as <select name=\"mode\"><option>shadow</option><option>canary</option></select>"
                        + "</label> <label>for the purpose or protocol version <input name=\"scope\" list=\"purposes\" required maxlength=\"100\"></label>"
                        + "<datalist id=\"purposes\">");
        purposes.forEach(purpose -> html.raw("<option value=\"").text(purpose).raw("\">"));
        html.raw(
                "</datalist> <label>with <input type=\"number\" name=\"percent\" min=\"1\" max=\"100\" value=\"5\"> % of the"
                        + " rooms and tasks</label> <button>Begin</button></form>");
    }
}
