package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Servers: listed, shown, changed, deleted; their metadata and tags. Used by who holds the cloud's lock. */
final class Servers {
    private static final List<String> REFUSED_FILTERS = List.of("metadata", "system_metadata", "security_groups");

    private final Cloud cloud;
    private final ServerView view;
    private final ServerSteps steps;

    Servers(Cloud cloud, ServerView view, ServerSteps steps) {
        this.cloud = cloud;
        this.view = view;
        this.steps = steps;
    }

    void add(Routes routes) {
        String all = "v2.1/servers";
        routes.add("GET", all, (request, caller) -> list(request, caller, false))
                .add("GET", all + "/detail", (request, caller) -> list(request, caller, true))
                .add("GET", all + "/{id}", (request, caller) -> shown(find(request), request))
                .add("PUT", all + "/{id}", this::update)
                .add("DELETE", all + "/{id}", (request, caller) -> {
                    steps.delete(find(request), request.fate());
                    return Answer.of(204);
                })
                .add("GET", all + "/{id}/metadata", (request, caller) -> metadata(find(request)))
                .add("POST", all + "/{id}/metadata", (request, caller) -> {
                    ((ObjectNode) find(request).path("metadata")).setAll((ObjectNode) checkedMetadata(request));
                    return metadata(find(request));
                })
                .add("PUT", all + "/{id}/metadata", (request, caller) -> {
                    find(request).set("metadata", checkedMetadata(request));
                    return metadata(find(request));
                })
                .add("GET", all + "/{id}/metadata/{key}", this::metadataItem)
                .add("DELETE", all + "/{id}/metadata/{key}", this::removeMetadata)
                .add(
                        "GET",
                        all + "/{id}/tags",
                        (request, caller) -> Answer.of(
                                200, Json.object("tags", tagged(request).path("_tags"))))
                .add("PUT", all + "/{id}/tags", (request, caller) -> {
                    tagged(request).set("_tags", request.body().path("tags"));
                    return Answer.of(200, Json.object("tags", tagged(request).path("_tags")));
                });
    }

    ObjectNode find(Request request) {
        String id = request.parameter("id");
        return cloud.table("servers")
                .find(id)
                .orElseThrow(() -> new RefusalException(404, "Instance " + id + " could not be found."));
    }

    private Answer shown(ObjectNode server, Request request) {
        return Answer.of(200, Json.object("server", view.whole(server, request)));
    }

    private Answer list(Request request, Caller caller, boolean detail) {
        for (String refused : REFUSED_FILTERS) {
            if (request.query().containsKey(refused)) {
                throw Compute.bad("Invalid filter field: " + refused + ".");
            }
        }
        boolean everybodys = request.asked("all_tenants")
                .filter(text -> !text.matches("(?i)0|false"))
                .isPresent();
        Optional<Pattern> name = request.asked("name").map(Servers::pattern);
        List<ObjectNode> found = cloud.table("servers")
                .where(server -> (everybodys || Compute.owns(caller, server))
                        && name.map(wanted -> wanted.matcher(server.path("name").asText())
                                        .find())
                                .orElse(true)
                        && fits(server, request));
        Collections.reverse(found); // the newest first
        return Answer.of(
                200,
                Json.object(
                        "servers",
                        Page.of(found, request).stream()
                                .map(server -> detail ? view.whole(server, request) : view.brief(server, request))
                                .toList()));
    }

    private static boolean fits(ObjectNode server, Request request) {
        return request.asked("status")
                        .map(wanted ->
                                wanted.equalsIgnoreCase(server.path("status").asText()))
                        .orElse(true)
                && request.asked("uuid")
                        .map(wanted -> wanted.equals(server.path("id").asText()))
                        .orElse(true)
                && (request.asked("all_tenants").isEmpty()
                        || request.asked("project_id")
                                .or(() -> request.asked("tenant_id"))
                                .map(wanted ->
                                        wanted.equals(server.path("tenant_id").asText()))
                                .orElse(true))
                && request.asked("tags")
                        .map(wanted -> List.of(wanted.split(",")).stream()
                                .allMatch(tag -> Json.contains(server.path("_tags"), tag)))
                        .orElse(true);
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException plain) {
            return Pattern.compile(Pattern.quote(text));
        }
    }

    private Answer update(Request request, Caller caller) {
        ObjectNode server = find(request);
        JsonNode asked = request.body("server");
        if (asked.has("name")) {
            server.set("name", asked.get("name"));
        }
        if (asked.has("description") && Compute.VERSIONS.of(request) >= 19) {
            server.set("_description", asked.get("description"));
        }
        server.put("updated", cloud.second());
        return shown(server, request);
    }

    private static Answer metadata(ObjectNode server) {
        return Answer.of(200, Json.object("metadata", server.path("metadata")));
    }

    private static JsonNode checkedMetadata(Request request) {
        JsonNode metadata = request.body("metadata");
        checkMetadata(metadata);
        return metadata;
    }

    /** @throws RefusalException if a value is no text */
    static void checkMetadata(JsonNode metadata) {
        metadata.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()) {
                throw Compute.bad("Invalid input for field/attribute " + entry.getKey() + ". Value: " + entry.getValue()
                        + ". " + entry.getValue() + " is not of type 'string'");
            }
        });
    }

    private Answer metadataItem(Request request, Caller caller) {
        JsonNode metadata = find(request).path("metadata");
        String key = request.parameter("key");
        if (!metadata.has(key)) {
            throw new RefusalException(404, "Metadata item was not found");
        }
        return Answer.of(200, Json.object("meta", Json.object(key, metadata.path(key))));
    }

    private ObjectNode tagged(Request request) {
        if (Compute.VERSIONS.of(request) < 26) {
            throw new RefusalException(404, "The resource could not be found.");
        }
        return find(request);
    }

    private Answer removeMetadata(Request request, Caller caller) {
        ObjectNode metadata = (ObjectNode) find(request).path("metadata");
        if (metadata.remove(request.parameter("key")) == null) {
            throw new RefusalException(404, "Metadata item was not found");
        }
        return Answer.of(204);
    }
}
