package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;

/** The metadata of volumes, by itself. Used by who holds the cloud's lock. */
final class Metadata {
    private final Volumes volumes;

    Metadata(Volumes volumes) {
        this.volumes = volumes;
    }

    void add(Routes routes) {
        String all = "v3/{project}/volumes/{id}/metadata";
        routes.add("GET", all, (request, caller) -> shown(metadata(request)))
                .add("POST", all, (request, caller) -> merge(request, metadata(request)))
                .add("PUT", all, (request, caller) -> {
                    ObjectNode volume = volumes.find(request.parameter("id"));
                    volume.set("metadata", Volume.metadata(request.body()).orElse(Json.object()));
                    return shown((ObjectNode) volume.path("metadata"));
                })
                .add("GET", all + "/{key}", (request, caller) -> {
                    String key = request.parameter("key");
                    return Answer.of(
                            200,
                            Json.object(
                                    "meta", Json.object(key, value(metadata(request), request.parameter("id"), key))));
                })
                .add("PUT", all + "/{key}", (request, caller) -> {
                    metadata(request).setAll((ObjectNode) request.body("meta"));
                    return Answer.of(200, request.body());
                })
                .add("DELETE", all + "/{key}", (request, caller) -> {
                    value(metadata(request), request.parameter("id"), request.parameter("key"));
                    metadata(request).remove(request.parameter("key"));
                    return Answer.of(200);
                });
    }

    private ObjectNode metadata(Request request) {
        return (ObjectNode) volumes.find(request.parameter("id")).path("metadata");
    }

    private static Answer merge(Request request, ObjectNode metadata) {
        Volume.metadata(request.body()).ifPresent(more -> metadata.setAll((ObjectNode) more));
        return shown(metadata);
    }

    private static JsonNode value(ObjectNode metadata, String id, String key) {
        if (!metadata.has(key)) {
            throw new RefusalException(404, "Volume " + id + " has no metadata with key " + key + ".");
        }
        return metadata.path(key);
    }

    private static Answer shown(ObjectNode metadata) {
        return Answer.of(200, Json.object("metadata", metadata));
    }
}
