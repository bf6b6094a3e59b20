package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;

/** Types of volumes, one for each pool from the start. Used by who holds the cloud's lock. */
final class VolumeTypes {
    private final Cloud cloud;

    VolumeTypes(Cloud cloud) {
        this.cloud = cloud;
    }

    void add(Routes routes) {
        String all = "v3/{project}/types";
        routes.add(
                        "GET",
                        all,
                        (request, caller) -> Answer.of(
                                200,
                                Json.object(
                                        "volume_types",
                                        cloud.table("types").all().stream()
                                                .map(Json::visible)
                                                .toList())))
                .add("POST", all, this::create)
                .add(
                        "GET",
                        all + "/default",
                        (request, caller) -> Answer.of(
                                200,
                                "volume_type",
                                cloud.table("types")
                                        .where("name", "__DEFAULT__")
                                        .get(0)))
                .add("GET", all + "/{id}", (request, caller) -> Answer.of(200, "volume_type", find(request)))
                .add("DELETE", all + "/{id}", this::delete)
                .add(
                        "GET",
                        all + "/{id}/extra_specs",
                        (request, caller) -> Answer.of(
                                200, Json.object("extra_specs", find(request).path("extra_specs"))))
                .add("POST", all + "/{id}/extra_specs", (request, caller) -> {
                    ((ObjectNode) find(request).path("extra_specs")).setAll((ObjectNode) request.body("extra_specs"));
                    return Answer.of(
                            200, Json.object("extra_specs", find(request).path("extra_specs")));
                });
    }

    private ObjectNode find(Request request) {
        String id = request.parameter("id");
        return cloud.table("types")
                .find(id)
                .orElseThrow(() -> new RefusalException(404, "Volume type " + id + " could not be found."));
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("volume_type");
        String name = Json.text(asked, "name")
                .orElseThrow(() -> new RefusalException(
                        400,
                        "Invalid input for field/attribute volume_type. Value: " + asked
                                + ". 'name' is a required property"));
        if (!cloud.table("types").where("name", name).isEmpty()) {
            throw new RefusalException(409, "Volume Type " + name + " already exists.");
        }
        ObjectNode type =
                Volume.type(cloud.id(), name, asked.path("description").asText(""));
        if (asked.path("extra_specs").isObject()) {
            type.set("extra_specs", asked.path("extra_specs"));
        }
        cloud.table("types").put(type.path("id").asText(), type);
        return Answer.of(200, "volume_type", type);
    }

    private Answer delete(Request request, Caller caller) {
        ObjectNode type = find(request);
        if (cloud.table("volumes").any(volume -> volume.path("volume_type").equals(type.path("name")))) {
            throw new RefusalException(400, "Target volume type is still in use.");
        }
        cloud.table("types").remove(type.path("id").asText());
        return Answer.of(202);
    }
}
