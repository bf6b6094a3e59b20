package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Fate;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.state.Cloud;
import java.util.List;
import java.util.Optional;

/** What the compute service does with volumes. Used by who holds the cloud's lock. */
public final class Attachments {
    private final Cloud cloud;
    private final Volumes volumes;
    private final VolumeSteps steps;

    Attachments(Cloud cloud, Volumes volumes, VolumeSteps steps) {
        this.cloud = cloud;
        this.volumes = volumes;
        this.steps = steps;
    }

    /** A volume, if there is one. */
    public Optional<ObjectNode> find(String id) {
        return volumes.table().find(id);
    }

    /** Has nobody else take a volume meanwhile. */
    public void reserve(ObjectNode volume) {
        volume.put("status", "reserved");
    }

    /** Has a volume be a server's. */
    public void attach(ObjectNode volume, String server, String device) {
        ArrayNode attachments = Json.array(List.of());
        attachments.add(Json.object(
                "id", volume.path("id"),
                "attachment_id", cloud.id(),
                "volume_id", volume.path("id"),
                "server_id", server,
                "host_name", "sandbox",
                "device", device,
                "attached_at", cloud.microsecond()));
        volume.put("_server", true);
        volume.set("attachments", attachments);
        volume.put("status", "in-use");
        volume.put("updated_at", cloud.microsecond());
    }

    /** Has a volume be nobody's. */
    public void detach(String id) {
        find(id).ifPresent(volume -> {
            volume.set("attachments", Json.array(List.of()));
            volume.remove("_server");
            volume.put("status", "available");
            volume.put("updated_at", cloud.microsecond());
        });
    }

    /** Marks a volume as on its way from a server. */
    public void detaching(ObjectNode volume) {
        volume.put("status", "detaching");
    }

    /** Deletes a volume that was made for a server. */
    public void delete(String id) {
        find(id).ifPresent(volume -> {
            volume.set("attachments", Json.array(List.of()));
            volume.put("status", "deleting");
            steps.begin(volume, VolumeSteps.DELETE, Fate.USUAL);
        });
    }

    /** Makes a volume of an image, or an empty one, for a server. */
    public ObjectNode create(Caller caller, long size, Optional<String> image) {
        volumes.charge(caller.projectId(), size);
        ObjectNode type = volumes.type(Json.object());
        ObjectNode volume = volumes.born(
                Json.object("name", ""), caller, size, type.path("name").asText(), Fate.USUAL);
        volume.put("bootable", String.valueOf(image.isPresent()));
        steps.begin(volume, VolumeSteps.CREATE, Fate.USUAL);
        return volume;
    }
}
