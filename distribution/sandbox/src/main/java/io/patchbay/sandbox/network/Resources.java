package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One kind of resource: what is the same for all of them about listing, showing, making, changing and deleting. */
abstract class Resources {
    private static final int LONGEST_TEXT = 255;
    private static final List<String> TRUTHS =
            List.of("admin_state_up", "shared", "router:external", "port_security_enabled", "enable_dhcp");

    protected final NetworkState state;
    private final String single;
    private final String path;
    private final Set<String> postable;
    private final Set<String> puttable;

    /**
     * A kind.
     *
     * @param single its name around one resource
     * @param path its name in paths; with {@code _} for {@code -} also that around a list
     * @param postable attributes that may be given when one is made, besides the project
     * @param puttable attributes that may be changed
     */
    Resources(NetworkState state, String single, String path, Set<String> postable, Set<String> puttable) {
        this.state = state;
        this.single = single;
        this.path = path;
        this.postable = postable;
        this.puttable = puttable;
    }

    final void add(Routes routes) {
        String all = "v2.0/" + path;
        routes.add("GET", all, this::list)
                .add("POST", all, this::post)
                .add("GET", all + "/{id}", (request, caller) -> {
                    touch(caller.projectId());
                    return shown(200, find(request.parameter("id")), request);
                })
                .add("PUT", all + "/{id}", this::put)
                .add("DELETE", all + "/{id}", (request, caller) -> {
                    delete(find(request.parameter("id")));
                    return Answer.of(204);
                });
    }

    abstract Table table();

    abstract ObjectNode find(String id);

    abstract ObjectNode create(JsonNode asked, String project);

    abstract void update(ObjectNode row, JsonNode asked);

    abstract void delete(ObjectNode row);

    /** Called whenever a project is heard of. */
    void touch(String project) {}

    /** Called for what was made on behalf of a project. */
    ObjectNode displayed(ObjectNode row) {
        return row;
    }

    /** Those of the attributes that anybody may give as they are. */
    static void copy(ObjectNode row, JsonNode asked, String... attributes) {
        for (String attribute : attributes) {
            if (asked.has(attribute)) {
                row.set(attribute, asked.get(attribute));
            }
        }
    }

    static String required(JsonNode asked, String attribute) {
        return Json.text(asked, attribute)
                .orElseThrow(() -> NetworkState.bad(
                        "Failed to parse request. Required attribute '" + attribute + "' not specified"));
    }

    private Answer list(Request request, Caller caller) {
        touch(caller.projectId());
        request.asked("marker").filter(marker -> !marker.isEmpty()).ifPresent(this::find);
        List<ObjectNode> rows = new ArrayList<>(new Listing(request).of(table().all()));
        ArrayNode shown = Json.array(List.of());
        for (ObjectNode row : rows) {
            shown.add(fields(Json.visible(displayed(row)), request));
        }
        return Answer.of(200, Json.object(path.replace('-', '_'), shown));
    }

    private Answer post(Request request, Caller caller) {
        JsonNode body = request.body();
        if (body.path(path.replace('-', '_')).isArray()) {
            return bulk(body.path(path.replace('-', '_')), caller);
        }
        ObjectNode made = make(request.body(single), caller);
        return Answer.of(201, single, displayed(made));
    }

    private Answer bulk(JsonNode all, Caller caller) {
        ArrayNode made = Json.array(List.of());
        List<ObjectNode> rows = new ArrayList<>();
        try {
            for (JsonNode asked : all) {
                rows.add(make(asked, caller));
                made.add(Json.visible(displayed(rows.get(rows.size() - 1))));
            }
        } catch (RefusalException refused) {
            rows.forEach(this::delete); // all of them or none
            throw refused;
        }
        return Answer.of(201, Json.object(path.replace('-', '_'), made));
    }

    private ObjectNode make(JsonNode asked, Caller caller) {
        String project = Json.text(asked, "project_id")
                .or(() -> Json.text(asked, "tenant_id"))
                .orElse(caller.projectId());
        check(asked, postable);
        touch(project);
        return create(asked, project);
    }

    private Answer put(Request request, Caller caller) {
        ObjectNode row = find(request.parameter("id"));
        JsonNode asked = request.body(single);
        Set<String> fixed = new TreeSet<>();
        asked.fieldNames().forEachRemaining(name -> {
            if (!puttable.contains(name) && row.has(name)) {
                fixed.add(name);
            }
        });
        if (!fixed.isEmpty()) {
            throw NetworkState.bad(
                    "Cannot update read-only attribute " + fixed.iterator().next());
        }
        check(asked, puttable);
        update(row, asked);
        state.changed(row);
        return shown(200, row, request);
    }

    private static void check(JsonNode asked, Set<String> known) {
        Set<String> strange = new TreeSet<>();
        asked.fieldNames().forEachRemaining(strange::add);
        strange.removeAll(known);
        strange.removeAll(Set.of("project_id", "tenant_id"));
        for (String text : List.of("name", "description")) {
            if (asked.path(text).asText().length() > LONGEST_TEXT) {
                throw NetworkState.bad("Invalid input for " + text + ". Reason: '"
                        + asked.path(text).asText() + "' exceeds maximum length of " + LONGEST_TEXT + ".");
            }
        }
        for (String truth : TRUTHS) {
            if (asked.has(truth) && !asked.path(truth).asText().matches("(?i)true|false|0|1")) {
                throw NetworkState.invalid("'" + asked.path(truth).asText() + "' cannot be converted to boolean.");
            }
        }
        if (!strange.isEmpty()) {
            throw NetworkState.bad("Unrecognized attribute(s) '" + String.join(", ", strange) + "'");
        }
    }

    private Answer shown(int status, ObjectNode row, Request request) {
        return Answer.of(status, Json.object(single, fields(Json.visible(displayed(row)), request)));
    }

    private static ObjectNode fields(ObjectNode row, Request request) {
        List<String> wanted = request.query().getOrDefault("fields", List.of());
        return wanted.isEmpty() ? row : row.retain(wanted);
    }
}
