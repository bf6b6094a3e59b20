package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;

/** The part of the page on plug-ins: what is installed, what serves, what was refused, and the buttons to change it. */
final class PluginsPart {
    private final Html html;
    private final FormProof proof;

    PluginsPart(Html html, FormProof proof) {
        this.html = html;
        this.proof = proof;
    }

    void write(JsonNode answer) {
        html.raw("<table><thead><tr><th>extension point</th><th>name</th><th>version</th><th>state</th>"
                + "<th class=\"number\">faults</th><th>tried as</th><th>jar</th><th></th></tr></thead><tbody>");
        answer.path("plugins").forEach(this::row);
        html.raw("</tbody></table>");
        for (JsonNode jar : answer.path("rejected")) {
            html.raw("<p class=\"failure\">")
                    .element("strong", "file", jar.path("file").asText())
                    .text(" was refused: " + jar.path("reason").asText())
                    .raw("</p>");
        }
        for (JsonNode notice : answer.path("notices")) {
            html.raw("<p class=\"hint\">Note: ")
                    .text(notice.path("subject").asText() + " "
                            + notice.path("text").asText())
                    .raw("</p>");
        }
        html.raw("<form method=\"post\" enctype=\"multipart/form-data\" class=\"line\">");
        proof.writeTo(html);
        html.hidden("action", "swap")
                .raw("<label>Swap in a jar: <input type=\"file\" name=\"jar\" accept=\".jar\" required></label> "
                        + "<button>Swap</button> <span class=\"hint\">A jar that is refused changes nothing; the way back"
                        + " is to pin the version before.</span></form>");
    }

    private void row(JsonNode plugin) {
        boolean pinned = plugin.path("pinned").asBoolean();
        String state = plugin.path("state").asText();
        html.raw("<tr>")
                .cell(plugin.path("kind").asText())
                .element("td", "strong", plugin.path("name").asText())
                .cell(plugin.path("version").asText())
                .raw("<td>");
        HtmlOutput.badge(html, state);
        if (pinned) {
            html.raw(" <span class=\"badge pinned\">pinned</span>");
        }
        html.raw("</td>");
        faults(plugin);
        html.raw("<td>");
        tried(plugin, "shadow");
        tried(plugin, "canary");
        html.raw("</td>").element("td", "file", plugin.path("file").asText()).raw("<td class=\"buttons\">");
        if (pinned) {
            button(plugin, "unpin", "Unpin");
        } else {
            button(plugin, "pin", "Pin");
        }
        if (plugin.path("faults").asLong() > 0 || state.equals("faulty")) {
            button(plugin, "clear", "Clear faults");
        }
        html.raw("</td></tr>");
    }

    private void faults(JsonNode plugin) {
        html.raw("<td class=\"number\">").text(plugin.path("faults").asLong());
        String reason = plugin.path("lastFault").asText();
        if (!reason.isEmpty()) {
            html.element("div", "reason", reason);
        }
        html.raw("</td>");
    }

    private void tried(JsonNode plugin, String mode) {
        for (JsonNode scope : plugin.path(mode)) {
            html.element("span", "badge " + mode, mode + " for " + scope.asText())
                    .raw(" ");
        }
    }

    private void button(JsonNode plugin, String action, String label) {
        html.raw("<form method=\"post\">");
        proof.writeTo(html);
        html.hidden("action", action);
        for (String field : new String[] {"kind", "name", "version"}) {
            html.hidden(field, plugin.path(field).asText());
        }
        html.raw("<button>").text(label).raw("</button></form>");
    }
}
