package io.patchbay.console.internal.webconsole;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.operator.Output;
import io.patchbay.support.operator.Table;
import java.util.List;

/** What the operator's words answer, as a part of a page. Confined to one thread. */
final class HtmlOutput implements Output {
    /** How many rows a table on a page has at most. */
    static final int MOST_ROWS = 100;

    private final Html html;

    HtmlOutput(Html html) {
        this.html = html;
    }

    @Override
    public void help(String text) {
        html.raw("<pre class=\"printed\">").lines(text).raw("</pre>");
    }

    @Override
    public void line(String text) {
        html.element("p", "note", text);
    }

    @Override
    public void json(JsonNode answer) {
        help(answer.toPrettyString());
    }

    @Override
    public void table(Table table) {
        List<List<String>> rows = table.rows();
        if (rows.isEmpty()) {
            html.element("p", "nothing", table.whenEmpty());
            return;
        }
        html.raw("<table><thead><tr>");
        table.headings().forEach(this::heading);
        html.raw("</tr></thead><tbody>");
        for (List<String> row : rows.subList(0, Math.min(MOST_ROWS, rows.size()))) {
            html.raw("<tr>");
            for (int column = 0; column < row.size(); column++) {
                cell(table.headings().get(column), row.get(column));
            }
            html.raw("</tr>");
        }
        html.raw("</tbody></table>");
        if (rows.size() > MOST_ROWS) {
            line("first " + MOST_ROWS + " of " + rows.size());
        }
    }

    private void heading(String heading) {
        html.element("th", heading.startsWith("#") ? "number" : "words", heading.replaceFirst("^#", ""));
    }

    private void cell(String heading, String text) {
        if (heading.equals("state")) {
            html.raw("<td>");
            badge(html, text);
            html.raw("</td>");
        } else if (heading.equals("#load") && text.matches("\\d{1,3}%")) {
            html.raw("<td class=\"number load\"><meter min=\"0\" max=\"100\" value=\"")
                    .text(text.replace("%", ""))
                    .raw("\"></meter> ")
                    .text(text)
                    .raw("</td>");
        } else if (heading.startsWith("#")) {
            html.number(text);
        } else {
            html.cell(text);
        }
    }

    /** A state, in the colour of whether it is well. */
    static void badge(Html html, String state) {
        String style =
                switch (state) {
                    case "serving", "ready", "connected", "executing", "running" -> "good";
                    case "faulty" -> "bad";
                    case "draining", "waiting", "ended" -> "passing";
                    default -> state.startsWith("not ready") ? "bad" : "quiet";
                };
        html.element("span", "badge " + style, state);
    }
}
