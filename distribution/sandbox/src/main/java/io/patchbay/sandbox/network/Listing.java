package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a list request asks for: filters, tags, order and page. Confined to a request. */
final class Listing {
    private static final Set<String> NO_FILTERS = Set.of(
            "fields",
            "limit",
            "marker",
            "page_reverse",
            "sort_key",
            "sort_dir",
            "tags",
            "tags-any",
            "not-tags",
            "not-tags-any");

    private final Request request;

    Listing(Request request) {
        this.request = request;
    }

    List<ObjectNode> of(List<ObjectNode> rows) {
        List<ObjectNode> found = new ArrayList<>();
        for (ObjectNode row : rows) {
            if (fits(row) && tagged(row)) {
                found.add(row);
            }
        }
        List<String> keys = request.query().getOrDefault("sort_key", List.of());
        List<String> directions = request.query().getOrDefault("sort_dir", List.of());
        for (int i = keys.size() - 1; i >= 0; i--) {
            String key = keys.get(i);
            Comparator<ObjectNode> order =
                    Comparator.comparing(row -> row.path(key).asText());
            found.sort(i < directions.size() && directions.get(i).equals("desc") ? order.reversed() : order);
        }
        return page(found);
    }

    private List<ObjectNode> page(List<ObjectNode> rows) {
        List<ObjectNode> page = rows;
        String marker = request.asked("marker").orElse("");
        if (!marker.isEmpty()) {
            int at = Collections.indexOfSubList(
                    rows.stream().map(row -> row.path("id").asText()).toList(), List.of(marker));
            if (at < 0) {
                throw new RefusalException(400, "HTTPBadRequest", "Marker " + marker + " could not be found");
            }
            page = rows.subList(at + 1, rows.size());
        }
        String asked = request.asked("limit").orElse("0");
        if (!asked.matches("\\d{1,9}")) {
            throw new RefusalException(
                    400,
                    "BadRequest",
                    "Bad limit request: Limit must be an integer 0 or greater and not '" + asked + "'.");
        }
        int limit = Integer.parseInt(asked) == 0 ? Integer.MAX_VALUE : Integer.parseInt(asked);
        return page.subList(0, Math.min(limit, page.size()));
    }

    private boolean fits(ObjectNode row) {
        for (Map.Entry<String, List<String>> wanted : request.query().entrySet()) {
            String name = wanted.getKey();
            if (NO_FILTERS.contains(name)) {
                continue;
            }
            if (!row.has(name) && !name.equals("fixed_ips")) {
                throw new RefusalException(
                        400, "HTTPBadRequest", "['" + name + "'] is invalid attribute for filtering");
            }
            if (wanted.getValue().stream().noneMatch(value -> matches(row.path(name), value))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(JsonNode member, String value) {
        if (member.isBoolean()) {
            return member.asBoolean() == (value.equalsIgnoreCase("true") || value.equals("1"));
        }
        if (member.isArray()) {
            for (JsonNode element : member) {
                int equals = value.indexOf('=');
                boolean hit = (element.isObject() && equals > 0)
                        ? element.path(value.substring(0, equals)).asText().equals(value.substring(equals + 1))
                        : element.asText().equals(value);
                if (hit) {
                    return true;
                }
            }
            return false;
        }
        return member.isNull() ? value.isEmpty() : member.asText().equals(value);
    }

    private boolean tagged(ObjectNode row) {
        JsonNode tags = row.path("tags");
        return words("tags").stream().allMatch(tag -> Json.contains(tags, tag))
                && (words("tags-any").isEmpty() || words("tags-any").stream().anyMatch(tag -> Json.contains(tags, tag)))
                && (words("not-tags").isEmpty()
                        || !words("not-tags").stream().allMatch(tag -> Json.contains(tags, tag)))
                && words("not-tags-any").stream().noneMatch(tag -> Json.contains(tags, tag));
    }

    private List<String> words(String name) {
        List<String> words = new ArrayList<>();
        request.query().getOrDefault(name, List.of()).forEach(list -> words.addAll(List.of(list.split(","))));
        return words;
    }
}
