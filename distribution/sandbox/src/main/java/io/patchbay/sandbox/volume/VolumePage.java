package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import java.util.List;

/** The page of a list that a request asks for. No state. */
final class VolumePage {
    private VolumePage() {}

    static List<ObjectNode> of(List<ObjectNode> rows, Request request) {
        List<ObjectNode> page = rows;
        String marker = request.asked("marker").orElse("");
        if (!marker.isEmpty()) {
            List<String> ids = rows.stream().map(row -> row.path("id").asText()).toList();
            int at = ids.indexOf(marker);
            if (at < 0) {
                throw new RefusalException(404, "Volume " + marker + " could not be found.");
            }
            page = rows.subList(at + 1, rows.size());
        }
        if (!request.asked("limit").orElse("0").matches("\\d{1,9}")) {
            throw new RefusalException(400, "limit param must be an integer");
        }
        int limit = request.asked("limit")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(1000);
        return page.subList(0, Math.min(limit, page.size()));
    }
}
