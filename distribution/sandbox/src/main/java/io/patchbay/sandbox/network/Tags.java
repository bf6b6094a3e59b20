package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Tags of whatever resource of the network. */
final class Tags {
    private static final int LONGEST = 255;

    private final NetworkState state;

    Tags(NetworkState state) {
        this.state = state;
    }

    void add(Routes routes) {
        Map<String, Table> kinds = new LinkedHashMap<>();
        kinds.put("networks", state.networks());
        kinds.put("subnets", state.subnets());
        kinds.put("ports", state.ports());
        kinds.put("routers", state.routers());
        kinds.put("floatingips", state.floatingIps());
        kinds.put("security-groups", state.groups());
        kinds.forEach((kind, table) -> {
            String all = "v2.0/" + kind + "/{id}/tags";
            routes.add("GET", all, (request, caller) -> shown(tagged(request, kind, table)))
                    .add("PUT", all, (request, caller) -> replace(request, tagged(request, kind, table)))
                    .add("DELETE", all, (request, caller) -> {
                        tagged(request, kind, table).set("tags", Json.array(Set.<String>of()));
                        return Answer.of(204);
                    })
                    .add("GET", all + "/{tag}", (request, caller) -> {
                        refuseUnlessThere(request, tagged(request, kind, table));
                        return Answer.of(204);
                    })
                    .add("PUT", all + "/{tag}", (request, caller) -> put(request, tagged(request, kind, table)))
                    .add("DELETE", all + "/{tag}", (request, caller) -> remove(request, tagged(request, kind, table)));
        });
    }

    private static ObjectNode tagged(Request request, String kind, Table table) {
        String id = request.parameter("id");
        return table.find(id)
                .orElseThrow(() -> new RefusalException(
                        404, "TagResourceNotFound", "Resource " + kind + " " + id + " could not be found."));
    }

    private Answer replace(Request request, ObjectNode row) {
        JsonNode wanted = request.body().path("tags");
        if (!wanted.isArray()) {
            throw NetworkState.bad("Invalid tags body");
        }
        Set<String> tags = new TreeSet<>();
        wanted.forEach(tag -> tags.add(checked(tag.asText())));
        set(row, tags);
        return shown(row);
    }

    private Answer put(Request request, ObjectNode row) {
        Set<String> tags = tags(row);
        tags.add(checked(request.parameter("tag")));
        set(row, tags);
        return Answer.of(201);
    }

    private Answer remove(Request request, ObjectNode row) {
        refuseUnlessThere(request, row);
        Set<String> tags = tags(row);
        tags.remove(request.parameter("tag"));
        set(row, tags);
        return Answer.of(204);
    }

    private void set(ObjectNode row, Set<String> tags) {
        row.set("tags", Json.array(tags));
        state.changed(row);
    }

    private static Answer shown(ObjectNode row) {
        return Answer.of(200, Json.object("tags", row.path("tags")));
    }

    private static void refuseUnlessThere(Request request, ObjectNode row) {
        String tag = request.parameter("tag");
        if (!Json.contains(row.path("tags"), tag)) {
            throw new RefusalException(404, "TagNotFound", "Tag " + tag + " could not be found.");
        }
    }

    private static Set<String> tags(ObjectNode row) {
        Set<String> tags = new TreeSet<>();
        row.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private static String checked(String tag) {
        if (tag.length() > LONGEST) {
            throw NetworkState.invalid("'" + tag + "' exceeds maximum length of " + LONGEST + ".");
        }
        return tag;
    }
}
