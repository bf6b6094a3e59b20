package io.patchbay.sandbox.image;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.state.Cloud;
import java.util.List;
import java.util.Map;

/** The images, which nobody can change. Thread-safe, as every service. */
public final class Images extends Service {
    private static final int OCTETS = 1 << 20;

    /** The service, with its seed if the cloud is empty. */
    public Images(Cloud cloud, Tokens tokens) {
        super(cloud, tokens);
        cloud.change(this::seed);
        routes.addOpen("GET", "", (request, nobody) -> versions(request))
                .addOpen("GET", "versions", (request, nobody) -> versions(request))
                .add("GET", "v2/images", (request, caller) -> list(request))
                .add(
                        "GET",
                        "v2/images/{id}",
                        (request, caller) -> Answer.of(200, Json.visible(find(request.parameter("id")))));
    }

    @Override
    protected Answer refusal(Request request, RefusalException refused) {
        return Answer.of(
                refused.status(),
                Json.object("code", refused.status(), "title", refused.getMessage(), "message", refused.getMessage()));
    }

    @Override
    protected Map<String, String> headers(Request request) {
        return Map.of("X-Openstack-Request-Id", request.id());
    }

    private ObjectNode find(String id) {
        return cloud.table("images")
                .find(id)
                .orElseThrow(() -> new RefusalException(404, "Failed to find image " + id + " to show"));
    }

    private Answer list(Request request) {
        List<ObjectNode> found = cloud.table("images").where(image -> request.query().entrySet().stream()
                .allMatch(wanted -> !image.has(wanted.getKey())
                        || image.path(wanted.getKey())
                                .asText()
                                .equals(wanted.getValue().get(0))));
        return Answer.of(
                200,
                Json.object(
                        "images", found.stream().map(Json::visible).toList(),
                        "first", "/v2/images",
                        "schema", "/v2/schemas/images"));
    }

    private static Answer versions(Request request) {
        return Answer.of(
                300,
                Json.object(
                        "versions",
                        List.of(Json.object(
                                "id", "v2.9",
                                "status", "CURRENT",
                                "links",
                                        List.of(Json.object(
                                                "rel", "self", "href", request.origin() + "/image/v2/"))))));
    }

    private void seed() {
        if (cloud.table("images").size() > 0) {
            return;
        }
        String id = cloud.id();
        cloud.table("images")
                .put(
                        id,
                        Json.object(
                                "id",
                                id,
                                "name",
                                "blank",
                                "status",
                                "active",
                                "visibility",
                                "public",
                                "disk_format",
                                "raw",
                                "container_format",
                                "bare",
                                "min_disk",
                                0,
                                "min_ram",
                                0,
                                "size",
                                OCTETS,
                                "protected",
                                false,
                                "tags",
                                List.of(),
                                "created_at",
                                cloud.second(),
                                "updated_at",
                                cloud.second(),
                                "self",
                                "/v2/images/" + id,
                                "file",
                                "/v2/images/" + id + "/file",
                                "schema",
                                "/v2/schemas/image"));
    }
}
