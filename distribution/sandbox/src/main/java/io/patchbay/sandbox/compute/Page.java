package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Request;
import java.util.List;

/** The page of a list that a request asks for. No state. */
final class Page {
    private static final int MOST = 1000;

    private Page() {}

    static List<ObjectNode> of(List<ObjectNode> rows, Request request) {
        List<ObjectNode> page = rows;
        String marker = request.asked("marker").orElse("");
        if (!marker.isEmpty()) {
            int at = rows.stream().map(row -> row.path("id").asText()).toList().indexOf(marker);
            if (at < 0) {
                throw Compute.bad("marker [" + marker + "] not found");
            }
            page = rows.subList(at + 1, rows.size());
        }
        if (!request.asked("limit").orElse("0").matches("\\d{1,9}")) {
            String asked = request.asked("limit").orElseThrow();
            throw Compute.bad("Invalid input for query parameters limit. Value: " + asked + ". '" + asked
                    + "' does not match '^[0-9]*$'");
        }
        int limit = request.asked("limit")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(MOST);
        return page.subList(0, Math.min(Math.min(limit, MOST), page.size()));
    }
}
