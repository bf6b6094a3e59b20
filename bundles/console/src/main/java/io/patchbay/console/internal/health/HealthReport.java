package io.patchbay.console.internal.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;

/**
 * What some checks have found, in the forms that are asked for. Immutable.
 *
 * @param status the worst of all; critical where there was nothing to check
 * @param checks by name
 */
record HealthReport(Result.Status status, List<Check> checks) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * What one check has found.
     *
     * @param name of what was checked
     * @param status how it is
     * @param says the reasons, or what is well
     */
    record Check(String name, Result.Status status, List<String> says) {}

    static HealthReport of(List<HealthCheckExecutionResult> results) {
        List<Check> checks = results.stream()
                .map(HealthReport::check)
                .sorted(Comparator.comparing(Check::name))
                .toList();
        Result.Status worst = checks.stream()
                .map(Check::status)
                .max(Comparator.naturalOrder())
                .orElse(Result.Status.CRITICAL);
        return new HealthReport(worst, checks);
    }

    /** Whether whoever asks may rely on what was checked; a warning is for the operator. */
    boolean isGood() {
        return status == Result.Status.OK || status == Result.Status.WARN;
    }

    String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("status", status.name());
            json.writeArrayFieldStart("checks");
            for (Check check : checks) {
                json.writeStartObject();
                json.writeStringField("name", check.name());
                json.writeStringField("status", check.status().name());
                json.writeArrayFieldStart("says");
                for (String sentence : check.says()) {
                    json.writeString(sentence);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">"
                + "<title>Patchbay: health</title><style>body{font-family:sans-serif;margin:2em}"
                + "td{padding:.3em 1.5em .3em 0;vertical-align:top}</style><h1>Health: ");
        page.append(status).append("</h1><table>");
        for (Check check : checks) {
            page.append("<tr><td>").append(escaped(check.name()));
            page.append("<td>").append(check.status()).append("<td>");
            check.says().forEach(sentence -> page.append(escaped(sentence)).append("<br>"));
        }
        return page.append("</table></html>").toString();
    }

    private static Check check(HealthCheckExecutionResult result) {
        List<String> says = new ArrayList<>();
        for (ResultLog.Entry entry : result.getHealthCheckResult()) {
            says.add(entry.getMessage());
        }
        return new Check(
                result.getHealthCheckMetadata().getName(),
                result.getHealthCheckResult().getStatus(),
                List.copyOf(says));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
