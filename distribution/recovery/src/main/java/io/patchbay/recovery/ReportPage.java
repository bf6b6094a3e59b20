package io.patchbay.recovery;

import io.patchbay.support.operator.Text;
import java.util.Optional;

/** A report as a page that needs nothing else. Immutable. */
record ReportPage(Report report) {
    private static final String STYLE = "body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
            + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
            + ".number{text-align:right}.bad{color:#a00}";

    String html() {
        StringBuilder page = new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(escaped(report.name()))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body>\n<h1>")
                .append(escaped(report.name() + " onto " + report.cluster()))
                .append("</h1>\n<p>")
                .append(escaped(summary()))
                .append(
                        "</p>\n<table><tr><th>instance</th><th>name</th><th>result</th><th class=\"number\">served after</th>")
                .append(
                        "<th class=\"number\">of the objective</th><th class=\"number\">against the last drill</th></tr>\n");
        report.instances().forEach(line -> row(page, line));
        return page.append("</table>\n</body></html>\n").toString();
    }

    private String summary() {
        String within = report.objectiveMillis()
                .map(objective -> (report.elapsedMillis() <= objective ? ", within" : ", beyond") + " the objective of "
                        + Text.span(objective))
                .orElse("");
        String played = report.noop() ? " Its handlers did nothing: these times say nothing of a real recovery." : "";
        return (report.drill() ? "Drill" : "Recovery") + " " + report.job() + ", complete at " + report.completedAt()
                + ": " + report.result() + " after " + Text.span(report.elapsedMillis()) + within + "." + played;
    }

    private void row(StringBuilder page, Report.Line line) {
        boolean bad = !line.result().equals("success");
        page.append(bad ? "<tr class=\"bad\"><td>" : "<tr><td>")
                .append(escaped(line.task()))
                .append("</td><td>")
                .append(escaped(line.name()))
                .append("</td><td>")
                .append(escaped(line.result()));
        number(page, line.millis().map(Text::span));
        number(page, share(line));
        number(page, difference(line));
        page.append("</td></tr>\n");
    }

    private static void number(StringBuilder page, Optional<String> text) {
        page.append("</td><td class=\"number\">").append(escaped(text.orElse("")));
    }

    private Optional<String> share(Report.Line line) {
        return line.millis().flatMap(millis -> report.objectiveMillis()
                .map(objective -> Math.round(100.0 * millis / objective) + " %"));
    }

    private static Optional<String> difference(Report.Line line) {
        return line.millis().flatMap(millis -> line.millisBefore().map(before -> {
            long more = millis - before;
            return (more < 0 ? "−" : "+") + Text.span(Math.abs(more));
        }));
    }

    private static String escaped(String text) {
        return Text.harmless(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
