package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Fate;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Volumes: made, listed, shown, changed, deleted. Used by who holds the cloud's lock. */
final class Volumes {
    private static final Set<String> NO_FILTERS =
            Set.of("all_tenants", "limit", "marker", "offset", "sort", "sort_key", "sort_dir");
    private static final Set<String> DELETABLE =
            Set.of("available", "error", "error_restoring", "error_extending", "error_managing");

    private final Cloud cloud;
    private final Quotas quotas;
    private final VolumeSteps steps;
    private final Pools pools;
    private final Site site;

    Volumes(Cloud cloud, Quotas quotas, VolumeSteps steps, Pools pools, Site site) {
        this.cloud = cloud;
        this.quotas = quotas;
        this.steps = steps;
        this.pools = pools;
        this.site = site;
    }

    void add(Routes routes) {
        String all = "v3/{project}/volumes";
        routes.add("GET", all, (request, caller) -> list(request, caller, false))
                .add("GET", all + "/detail", (request, caller) -> list(request, caller, true))
                .add("POST", all, this::post)
                .add("GET", all + "/{id}", (request, caller) -> {
                    Volume.checkProject(request, caller);
                    return shown(200, find(request.parameter("id")), request);
                })
                .add("PUT", all + "/{id}", this::update)
                .add("DELETE", all + "/{id}", (request, caller) -> {
                    delete(find(request.parameter("id")), request.fate());
                    return Answer.of(202);
                });
    }

    Table table() {
        return cloud.table("volumes");
    }

    ObjectNode find(String id) {
        return table().find(id).orElseThrow(() -> new RefusalException(404, "Volume " + id + " could not be found."));
    }

    private Answer post(Request request, Caller caller) {
        Volume.checkProject(request, caller);
        JsonNode asked = request.body("volume");
        long size = size(asked);
        Json.text(asked, "availability_zone").ifPresent(zone -> {
            if (!site.zones().contains(zone)) {
                throw new RefusalException(400, "Availability zone '" + zone + "' is invalid.");
            }
        });
        ObjectNode type = type(asked);
        refuseUnknown(asked);
        charge(caller.projectId(), size);
        ObjectNode volume = born(asked, caller, size, type.path("name").asText(), request.fate());
        volume.put("bootable", Json.has(asked, "imageRef") ? "true" : "false");
        if (Json.has(asked, "imageRef")) {
            ObjectNode image =
                    cloud.table("images").find(asked.path("imageRef").asText()).orElseThrow();
            volume.set(
                    "volume_image_metadata",
                    Json.object(
                            "image_id",
                            image.path("id"),
                            "image_name",
                            image.path("name"),
                            "container_format",
                            "bare",
                            "disk_format",
                            "raw",
                            "min_disk",
                            "0",
                            "min_ram",
                            "0",
                            "size",
                            image.path("size").asText()));
        }
        copySource(asked, volume);
        steps.begin(volume, VolumeSteps.CREATE, request.fate());
        return accepted(volume, request);
    }

    /** What is answered to who had a volume made: where it is going to be is not known yet. */
    Answer accepted(ObjectNode volume, Request request) {
        ObjectNode view = view(volume, request);
        view.remove(List.of(
                "os-vol-host-attr:host",
                "os-vol-tenant-attr:tenant_id",
                "os-vol-mig-status-attr:migstat",
                "os-vol-mig-status-attr:name_id"));
        return Answer.of(202, Json.object("volume", view));
    }

    /** A volume of that size and type, creating. */
    ObjectNode born(JsonNode asked, Caller caller, long size, String type, Fate fate) {
        String id = cloud.id();
        String pool = pools.names().contains(type) ? type : pools.names().get(0);
        ObjectNode volume = Json.object(
                "id",
                id,
                "status",
                "creating",
                "size",
                size,
                "availability_zone",
                Json.text(asked, "availability_zone").orElse(site.zones().get(0)),
                "created_at",
                cloud.microsecond(),
                "updated_at",
                null,
                "name",
                asked.path("name").asText(""),
                "description",
                Json.text(asked, "description").orElse(null),
                "volume_type",
                type,
                "snapshot_id",
                null,
                "source_volid",
                null,
                "metadata",
                Volume.metadata(asked).orElse(Json.object()),
                "user_id",
                caller.user(),
                "bootable",
                "false",
                "encrypted",
                false,
                "replication_status",
                null,
                "consistencygroup_id",
                null,
                "multiattach",
                asked.path("multiattach").asBoolean(false),
                "attachments",
                List.of(),
                "os-vol-tenant-attr:tenant_id",
                caller.projectId(),
                "os-vol-host-attr:host",
                Pools.host(pool),
                "os-vol-mig-status-attr:migstat",
                null,
                "os-vol-mig-status-attr:name_id",
                null,
                "migration_status",
                null,
                "_pool",
                pool);
        if (!Json.has(asked, "name")) {
            volume.putNull("name");
        }
        return table().put(id, volume);
    }

    private void copySource(JsonNode asked, ObjectNode volume) {
        for (String source : List.of("snapshot_id", "source_volid")) {
            if (Json.has(asked, source)) {
                volume.set(source, asked.get(source));
            }
        }
    }

    private long size(JsonNode asked) {
        JsonNode size = asked.path("size");
        if (size.isMissingNode() || size.isNull()) {
            Optional<Long> source = Json.text(asked, "snapshot_id")
                    .flatMap(id -> cloud.table("snapshots").find(id))
                    .or(() -> Json.text(asked, "source_volid").flatMap(id -> table().find(id)))
                    .map(found -> found.path("size").asLong());
            return source.orElseThrow(
                    () -> new RefusalException(
                            400,
                            "Invalid input received: Invalid volume size provided for create request: None (size argument must be an integer (or string representation of an integer) and greater than zero)."));
        }
        if (!size.asText().matches("\\d{1,9}") || size.asLong() < 1) {
            throw new RefusalException(
                    400,
                    "Invalid input for field/attribute size. Value: " + size.asText() + ". " + size.asText()
                            + (size.asText().matches("-?\\d+")
                                    ? " is less than the minimum of 1"
                                    : " does not match '^[0-9]+$'"));
        }
        return size.asLong();
    }

    /** The type that is asked for by name or id, or the usual one. */
    ObjectNode type(JsonNode asked) {
        return findType(asked)
                .orElseThrow(() -> new RefusalException(
                        404,
                        "Volume type with name " + asked.path("volume_type").asText() + " could not be found."));
    }

    Optional<ObjectNode> findType(JsonNode asked) {
        Optional<String> wanted = Json.text(asked, "volume_type");
        return cloud.table("types").all().stream()
                .filter(type -> wanted.isEmpty()
                        || type.path("name").asText().equals(wanted.get())
                        || type.path("id").asText().equals(wanted.get()))
                .findFirst();
    }

    private void refuseUnknown(JsonNode asked) {
        Json.text(asked, "imageRef").ifPresent(id -> {
            if (cloud.table("images").find(id).isEmpty()) {
                throw new RefusalException(400, "Invalid image identifier or unable to access requested image.");
            }
        });
        Json.text(asked, "snapshot_id").ifPresent(id -> {
            if (cloud.table("snapshots").find(id).isEmpty()) {
                throw new RefusalException(404, "Snapshot " + id + " could not be found.");
            }
        });
        Json.text(asked, "source_volid").ifPresent(this::find);
    }

    /** @throws RefusalException if a project may not have one more of that size */
    void charge(String project, long size) {
        int used = table().count(volume -> owns(project, volume));
        if (quotas.exceeded(project, Quotas.VOLUME, "volumes", used, 1)) {
            throw new RefusalException(
                    413,
                    "VolumeLimitExceeded: Maximum number of volumes allowed ("
                            + quotas.limit(project, Quotas.VOLUME, "volumes") + ") exceeded for quota 'volumes'.");
        }
        chargeGrowth(project, size);
    }

    /** @throws RefusalException if a project may not have so many more GiB */
    void chargeGrowth(String project, long size) {
        long gigabytes = table().where(volume -> owns(project, volume)).stream()
                .mapToLong(volume -> volume.path("size").asLong())
                .sum();
        if (quotas.exceeded(project, Quotas.VOLUME, "gigabytes", gigabytes, size)) {
            throw new RefusalException(
                    413,
                    "VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested "
                            + size + "G, quota is " + quotas.limit(project, Quotas.VOLUME, "gigabytes") + "G and "
                            + gigabytes
                            + "G has been consumed.");
        }
    }

    static boolean owns(String project, ObjectNode row) {
        return row.path("os-vol-tenant-attr:tenant_id").asText().equals(project);
    }

    private Answer update(Request request, Caller caller) {
        ObjectNode volume = find(request.parameter("id"));
        JsonNode asked = request.body("volume");
        for (String member : List.of("name", "description")) {
            if (asked.has(member)) {
                volume.set(member, asked.get(member));
            }
        }
        Volume.metadata(asked).ifPresent(metadata -> volume.set("metadata", metadata));
        volume.put("updated_at", cloud.microsecond());
        return shown(200, volume, request);
    }

    void delete(ObjectNode volume, Fate fate) {
        String id = volume.path("id").asText();
        boolean snapshots = cloud.table("snapshots")
                .any(snapshot -> snapshot.path("volume_id").asText().equals(id));
        if (!DELETABLE.contains(volume.path("status").asText())
                || !volume.path("attachments").isEmpty()
                || snapshots) {
            throw new RefusalException(
                    400,
                    "Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.");
        }
        volume.put("status", "deleting");
        steps.begin(volume, VolumeSteps.DELETE, fate);
    }

    private Answer list(Request request, Caller caller, boolean detail) {
        Volume.checkProject(request, caller);
        boolean everybodys = request.asked("all_tenants")
                .filter(text -> text.matches("(?i)1|true"))
                .isPresent();
        List<ObjectNode> found =
                table().where(volume -> (everybodys || owns(caller.projectId(), volume)) && fits(volume, request));
        java.util.Collections.reverse(found); // the newest first
        return Answer.of(
                200,
                Json.object(
                        "volumes",
                        VolumePage.of(found, request).stream()
                                .map(volume -> detail ? view(volume, request) : brief(volume, request))
                                .toList()));
    }

    private static boolean fits(ObjectNode volume, Request request) {
        for (Map.Entry<String, List<String>> wanted : request.query().entrySet()) {
            String value = wanted.getValue().get(0);
            String name = wanted.getKey().equals("project_id") ? "os-vol-tenant-attr:tenant_id" : wanted.getKey();
            boolean hit = NO_FILTERS.contains(name)
                    || (name.equals("metadata")
                            ? holds(volume.path("metadata"), value)
                            : !volume.has(name) || volume.path(name).asText().equalsIgnoreCase(value));
            if (!hit) {
                return false;
            }
        }
        return true;
    }

    /** The filter is a dictionary as Python writes one, or JSON. */
    private static boolean holds(JsonNode metadata, String filter) {
        try {
            JsonNode wanted = Json.MAPPER.readTree(filter.replace("u'", "'").replace('\'', '"'));
            return wanted.properties().stream().allMatch(entry -> metadata.path(entry.getKey())
                    .asText()
                    .equals(entry.getValue().asText()));
        } catch (JacksonException noDictionary) {
            return false;
        }
    }

    Answer shown(int status, ObjectNode volume, Request request) {
        return Answer.of(status, Json.object("volume", view(volume, request)));
    }

    private static ObjectNode view(ObjectNode volume, Request request) {
        ObjectNode view = Json.visible(volume);
        if (volume.path("status").asText().equals("error_managing")) {
            view.put("status", "error");
        } else if (volume.path("status").asText().equals("managing")) {
            view.put("status", "creating");
        }
        view.set("links", links(volume, request));
        int minor = Volume.VERSIONS.of(request);
        if (minor >= 13) {
            view.putNull("group_id");
        }
        if (minor >= 48) {
            view.put("shared_targets", false);
            view.putNull("service_uuid");
        }
        if (minor >= 61) {
            view.putNull("cluster_name");
        }
        if (minor >= 65) {
            view.put("consumes_quota", true);
        }
        return view;
    }

    private static ObjectNode brief(ObjectNode volume, Request request) {
        return Json.object("id", volume.path("id"), "name", volume.path("name"), "links", links(volume, request));
    }

    private static JsonNode links(ObjectNode volume, Request request) {
        String id = volume.path("id").asText();
        String project = request.parameter("project");
        return Json.array(List.of(
                Json.object("rel", "self", "href", request.origin() + "/volume/v3/" + project + "/volumes/" + id),
                Json.object("rel", "bookmark", "href", request.origin() + "/volume/" + project + "/volumes/" + id)));
    }
}
