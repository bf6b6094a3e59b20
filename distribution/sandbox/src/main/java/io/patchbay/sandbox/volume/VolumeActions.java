package io.patchbay.sandbox.volume;

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
import java.util.Set;

/** What can be done with a volume. Used by who holds the cloud's lock. */
final class VolumeActions {
    private static final Set<String> UNMANAGEABLE_FROM =
            Set.of("available", "error", "error_managing", "error_unmanaging");

    private final Cloud cloud;
    private final Volumes volumes;
    private final VolumeSteps steps;

    VolumeActions(Cloud cloud, Volumes volumes, VolumeSteps steps) {
        this.cloud = cloud;
        this.volumes = volumes;
        this.steps = steps;
    }

    void add(Routes routes) {
        routes.add("POST", "v3/{project}/volumes/{id}/action", this::act);
    }

    private Answer act(Request request, Caller caller) {
        Volume.checkProject(request, caller);
        ObjectNode volume = volumes.find(request.parameter("id"));
        JsonNode body = request.body();
        String action = body.fieldNames().hasNext() ? body.fieldNames().next() : "";
        JsonNode asked = body.path(action);
        int status =
                switch (action) {
                    case "os-set_bootable" -> setBootable(volume, asked);
                    case "os-extend" -> extend(volume, asked, request.fate());
                    case "os-unmanage" -> unmanage(volume, request.fate());
                    case "os-attach" -> attach(volume, asked);
                    case "os-detach" -> detach(volume);
                    case "os-reserve" -> change(volume, Set.of("available"), "attaching", "reserve");
                    case "os-unreserve" -> change(volume, Set.of("attaching"), "available", "unreserve");
                    case "os-begin_detaching" -> change(volume, Set.of("in-use"), "detaching", "detach");
                    case "os-roll_detaching" -> change(volume, Set.of("detaching"), "in-use", "roll detaching of");
                    case "os-reset_status" -> reset(volume, asked);
                    case "os-force_delete" -> forceDelete(volume, request.fate());
                    case "os-update_readonly_flag" -> readOnly(volume, asked);
                    default -> throw new RefusalException(
                            400,
                            "There is no such action: " + action
                                    + ". Verify the request body and Content-Type header and try again.");
                };
        volume.put("updated_at", cloud.microsecond());
        return Answer.of(status);
    }

    private static int setBootable(ObjectNode volume, JsonNode asked) {
        if (!asked.has("bootable")) {
            throw new RefusalException(
                    400,
                    "Invalid input for field/attribute os-set_bootable. Value: " + asked
                            + ". 'bootable' is a required property");
        }
        volume.put("bootable", String.valueOf(asked.path("bootable").asBoolean()));
        return 200;
    }

    private int extend(ObjectNode volume, JsonNode asked, Fate fate) {
        if (!asked.has("new_size")) {
            throw new RefusalException(
                    400,
                    "Invalid input for field/attribute os-extend. Value: " + asked
                            + ". 'new_size' is a required property");
        }
        long wanted = asked.path("new_size").asLong();
        long size = volume.path("size").asLong();
        if (!volume.path("status").asText().equals("available")) {
            throw new RefusalException(
                    400,
                    "Invalid volume: Volume " + volume.path("id").asText()
                            + " status must be '{'status': 'available'}' to extend, currently "
                            + volume.path("status").asText() + ".");
        }
        if (wanted <= size) {
            throw new RefusalException(
                    400,
                    "Invalid input received: New size for extend must be greater than current size. (current: " + size
                            + ", extended: " + wanted + ").");
        }
        volumes.chargeGrowth(volume.path("os-vol-tenant-attr:tenant_id").asText(), wanted - size);
        volume.put("status", "extending");
        volume.put("_wanted", wanted);
        steps.begin(volume, VolumeSteps.EXTEND, fate);
        return 202;
    }

    private int unmanage(ObjectNode volume, Fate fate) {
        String id = volume.path("id").asText();
        boolean snapshots = cloud.table("snapshots")
                .any(snapshot -> snapshot.path("volume_id").asText().equals(id));
        if (!UNMANAGEABLE_FROM.contains(volume.path("status").asText())
                || !volume.path("attachments").isEmpty()
                || snapshots) {
            throw new RefusalException(
                    400,
                    "Invalid volume: Volume status must be available or error or error_restoring or error_extending or error_managing and must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer.");
        }
        volume.put("status", "unmanaging");
        steps.begin(volume, VolumeSteps.UNMANAGE, fate);
        return 202;
    }

    private int attach(ObjectNode volume, JsonNode asked) {
        change(volume, Set.of("available", "attaching"), "in-use", "attach");
        String id = volume.path("id").asText();
        volume.set(
                "attachments",
                Json.array(java.util.List.of(Json.object(
                        "id", id,
                        "attachment_id", cloud.id(),
                        "volume_id", id,
                        "server_id", asked.path("instance_uuid").asText(),
                        "host_name", null,
                        "device", asked.path("mountpoint").asText(),
                        "attached_at", cloud.microsecond()))));
        return 202;
    }

    private static int detach(ObjectNode volume) {
        if (volume.has("_server")) {
            throw new RefusalException(
                    409,
                    "ConflictNovaUsingAttachment: Detach volume from instance "
                            + volume.path("attachments")
                                    .path(0)
                                    .path("server_id")
                                    .asText() + " using the Compute API");
        }
        change(volume, Set.of("in-use", "detaching"), "available", "detach");
        volume.set("attachments", Json.array(java.util.List.of()));
        return 202;
    }

    private static int change(ObjectNode volume, Set<String> from, String to, String what) {
        String status = volume.path("status").asText();
        if (!from.contains(status)) {
            throw new RefusalException(
                    400,
                    "Invalid volume: Unable to " + what + " volume. Volume status must be " + String.join(" or ", from)
                            + " but it is " + status + ".");
        }
        volume.put("status", to);
        return 202;
    }

    private static int reset(ObjectNode volume, JsonNode asked) {
        asked.properties().forEach(member -> {
            if (member.getKey().equals("status")) {
                volume.set("status", member.getValue());
            }
        });
        return 202;
    }

    private int forceDelete(ObjectNode volume, Fate fate) {
        volume.put("status", "deleting");
        steps.begin(volume, VolumeSteps.DELETE, fate);
        return 202;
    }

    private static int readOnly(ObjectNode volume, JsonNode asked) {
        ((ObjectNode) volume.path("metadata"))
                .put("readonly", asked.path("readonly").asBoolean() ? "True" : "False");
        return 202;
    }
}
