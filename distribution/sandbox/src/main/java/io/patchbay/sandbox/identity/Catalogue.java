package io.patchbay.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.patchbay.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Where the services are. No state. */
final class Catalogue {
    static final String REGION = "RegionOne";

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("keystone", "identity", "/identity/v3"),
            new Endpoint("nova", "compute", "/compute/v2.1"),
            new Endpoint("cinder", "block-storage", "/volume/v3/{project}"),
            new Endpoint("cinderv3", "volumev3", "/volume/v3/{project}"),
            new Endpoint("neutron", "network", "/network"),
            new Endpoint("glance", "image", "/image"));

    private Catalogue() {}

    private record Endpoint(String name, String type, String path) {}

    /** What a token scoped to a project tells of. */
    static JsonNode of(String origin, String project) {
        ArrayNode catalogue = Json.array(List.of());
        for (Endpoint endpoint : ENDPOINTS) {
            ArrayNode places = Json.array(List.of());
            for (String side : List.of("public", "internal", "admin")) {
                places.add(Json.object(
                        "id", id(endpoint.type() + side),
                        "interface", side,
                        "region_id", REGION,
                        "url", origin + endpoint.path().replace("{project}", project),
                        "region", REGION));
            }
            catalogue.add(Json.object(
                    "endpoints", places, "id", id(endpoint.type()), "type", endpoint.type(), "name", endpoint.name()));
        }
        return catalogue;
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
