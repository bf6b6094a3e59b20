package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Faults;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.Microversion;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Service;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Cinder, of classes for volumes, snapshots, types, imports and quotas. Thread-safe, as every service. */
public final class Volume extends Service {
    static final Microversion VERSIONS = new Microversion("volume", "", 3, 0, 70);

    private final VolumeSteps steps;
    private final Attachments attachments;

    /** The service, with its seeds if the cloud is empty. */
    public Volume(Cloud cloud, Tokens tokens, Quotas quotas, Pools pools, Site site) {
        super(cloud, tokens);
        cloud.change(() -> seed(pools, site));
        steps = new VolumeSteps(cloud, pools);
        Volumes volumes = new Volumes(cloud, quotas, steps, pools, site);
        attachments = new Attachments(cloud, volumes, steps);
        routes.addOpen("GET", "", (request, nobody) -> versions(request, 300))
                .addOpen("GET", "v3", (request, nobody) -> versions(request, 200));
        volumes.add(routes);
        new VolumeActions(cloud, volumes, steps).add(routes);
        new Metadata(volumes).add(routes);
        new Snapshots(cloud, quotas, steps, volumes).add(routes);
        new VolumeTypes(cloud).add(routes);
        new Imports(cloud, pools, volumes, steps).add(routes);
        new VolumeQuotas(cloud, quotas).add(routes);
        routes.add(
                        "GET",
                        "v3/{project}/os-availability-zone",
                        (request, caller) -> Answer.of(
                                200,
                                Json.object(
                                        "availabilityZoneInfo",
                                        site.zones().stream()
                                                .map(zone -> Json.object(
                                                        "zoneName", zone, "zoneState", Json.object("available", true)))
                                                .toList())))
                .add(
                        "GET",
                        "v3/{project}/extensions",
                        (request, caller) -> Answer.of(200, Json.object("extensions", List.of())))
                .add(
                        "GET",
                        "v3/{project}/messages",
                        (request, caller) -> Answer.of(200, Json.object("messages", List.of())));
    }

    /** What the compute service does with volumes. */
    public Attachments attachments() {
        return attachments;
    }

    @Override
    public void resume() {
        steps.resume();
    }

    @Override
    protected Request refine(Request request) {
        VERSIONS.of(request);
        return request;
    }

    @Override
    protected Answer refusal(Request request, RefusalException refused) {
        return Faults.of(refused);
    }

    @Override
    protected Map<String, String> headers(Request request) {
        return Map.of(
                "x-openstack-request-id", request.id(),
                "x-compute-request-id", request.id(),
                "OpenStack-API-Version", VERSIONS.header(request),
                "Vary", "OpenStack-API-Version");
    }

    private static Answer versions(Request request, int status) {
        return Answer.of(
                status,
                Json.object(
                        "versions",
                        List.of(Json.object(
                                "id", "v3.0",
                                "status", "CURRENT",
                                "version", VERSIONS.text(VERSIONS.most()),
                                "min_version", VERSIONS.text(VERSIONS.least()),
                                "updated", "2022-09-27T00:00:00Z",
                                "links", List.of(Json.object("rel", "self", "href", request.origin() + "/volume/v3/")),
                                "media-types",
                                        List.of(Json.object(
                                                "base", "application/json",
                                                "type", "application/vnd.openstack.volume+json;version=3"))))));
    }

    /** The path names a project, which must be the token's. */
    static void checkProject(Request request, Caller caller) {
        if (!request.parameter("project").equals(caller.projectId())) {
            throw new RefusalException(400, "Malformed request url");
        }
    }

    static Optional<JsonNode> metadata(JsonNode asked) {
        JsonNode metadata = asked.path("metadata");
        if (metadata.isMissingNode() || metadata.isNull()) {
            return Optional.empty();
        }
        metadata.properties().forEach(entry -> {
            if (!entry.getValue().isTextual()
                    || entry.getValue().asText().length() > 255
                    || entry.getKey().length() > 255) {
                throw new RefusalException(
                        400,
                        "Invalid input for field/attribute " + entry.getKey() + ". Value: " + entry.getValue() + ". "
                                + entry.getValue() + " is not of type 'string' of at most 255 characters");
            }
        });
        return Optional.of(metadata);
    }

    private void seed(Pools pools, Site site) {
        if (cloud.table("types").size() == 0) {
            String usual = UUID.randomUUID().toString();
            cloud.table("types").put(usual, type(usual, "__DEFAULT__", "Default Volume Type"));
        }
        Stream.concat(pools.names().stream(), site.volumeTypes().stream())
                .filter(name -> cloud.table("types").where("name", name).isEmpty())
                .forEach(name -> {
                    String id = UUID.randomUUID().toString();
                    ObjectNode type = type(id, name, "");
                    type.putNull("description");
                    if (pools.names().contains(name)) {
                        type.set("extra_specs", Json.object("volume_backend_name", name));
                    }
                    cloud.table("types").put(id, type);
                });
    }

    static ObjectNode type(String id, String name, String description) {
        return Json.object(
                "id",
                id,
                "name",
                name,
                "is_public",
                true,
                "description",
                description,
                "extra_specs",
                Json.object(),
                "qos_specs_id",
                null,
                "os-volume-type-access:is_public",
                true);
    }
}
