package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.operator.NodeApi;
import java.util.Optional;

/** The page on the lobby: what clients are to have, who hands it out, how logins go, and what is played and seen. Confined to one thread. */
final class LobbyPage {
    private final NodeApi node;
    private final FormProof proof;
    private final Html html = new Html();

    LobbyPage(NodeApi node, FormProof proof) {
        this.node = node;
        this.proof = proof;
    }

    /** The whole page, with what came of the last form. */
    String render(Optional<TabActions.Notice> notice) throws InterruptedException {
        Sections parts = new Sections(html, node);
        html.raw("<div id=\"patchbay\" data-live=\"2000\">");
        parts.notice(notice);
        parts.section("releases", "Releases", () -> releases(node.lobby().get("/releases")));
        parts.word("storage", "Storage nodes", "releases", "storage");
        parts.word("logins", "Logins", "logins");
        parts.word("servers", "Play servers and their seats", "workers", "play");
        parts.word("matches", "Matches and the line", "matches");
        parts.word("observers", "Observers", "observers");
        return html.raw("</div><script src=\"${pluginRoot}/res/patchbay/patchbay.js\"></script>")
                .toString();
    }

    private void releases(JsonNode answer) {
        if (answer.path("releases").isEmpty()) {
            html.element("p", "nothing", "no releases");
            return;
        }
        html.raw("<table><thead><tr><th>version</th><th>published</th><th class=\"number\">files</th>"
                + "<th class=\"number\">bytes</th><th></th></tr></thead><tbody>");
        int rows = 0;
        for (JsonNode release : answer.path("releases")) {
            if (rows++ < HtmlOutput.MOST_ROWS) {
                row(release);
            }
        }
        html.raw("</tbody></table>");
    }

    private void row(JsonNode release) {
        String version = release.path("version").asText();
        html.raw("<tr>")
                .cell(version)
                .cell(release.path("publishedAt").asText())
                .number(release.path("files").asLong())
                .number(release.path("bytes").asLong())
                .raw("<td class=\"buttons\">");
        if (release.path("current").asBoolean()) {
            html.element("span", "badge good", "current");
        } else {
            html.raw("<form method=\"post\">");
            proof.writeTo(html);
            html.hidden("action", "rollback").hidden("version", version).raw("<button>Make current</button></form>");
        }
        html.raw("</td></tr>");
    }
}
