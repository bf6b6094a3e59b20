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
import io.patchbay.sandbox.state.Quotas;
import java.util.List;
import java.util.Set;

/** Snapshots, which are names only: nothing of a volume is copied. Used by who holds the cloud's lock. */
final class Snapshots {
    private static final String PROJECT = "os-extended-snapshot-attributes:project_id";

    private final Cloud cloud;
    private final Quotas quotas;
    private final VolumeSteps steps;
    private final Volumes volumes;

    Snapshots(Cloud cloud, Quotas quotas, VolumeSteps steps, Volumes volumes) {
        this.cloud = cloud;
        this.quotas = quotas;
        this.steps = steps;
        this.volumes = volumes;
    }

    void add(Routes routes) {
        String all = "v3/{project}/snapshots";
        routes.add("GET", all, this::list)
                .add("GET", all + "/detail", this::list)
                .add("POST", all, this::create)
                .add("GET", all + "/{id}", (request, caller) -> Answer.of(200, "snapshot", find(request)))
                .add("PUT", all + "/{id}", this::update)
                .add("DELETE", all + "/{id}", this::delete);
    }

    private ObjectNode find(Request request) {
        String id = request.parameter("id");
        return cloud.table("snapshots")
                .find(id)
                .orElseThrow(() -> new RefusalException(404, "Snapshot " + id + " could not be found."));
    }

    private Answer list(Request request, Caller caller) {
        boolean everybodys = request.asked("all_tenants")
                .filter(text -> text.matches("(?i)1|true"))
                .isPresent();
        List<ObjectNode> found = cloud.table("snapshots")
                .where(snapshot -> (everybodys
                                || snapshot.path(PROJECT).asText().equals(caller.projectId()))
                        && List.of("volume_id", "status", "name").stream().allMatch(member -> request.asked(member)
                                .filter(value -> !snapshot.path(member).asText().equals(value))
                                .isEmpty()));
        return Answer.of(
                200,
                Json.object(
                        "snapshots",
                        VolumePage.of(found, request).stream()
                                .map(Json::visible)
                                .toList()));
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("snapshot");
        ObjectNode volume = volumes.find(Json.text(asked, "volume_id")
                .orElseThrow(() -> new RefusalException(
                        400,
                        "Invalid input for field/attribute snapshot. Value: " + asked
                                + ". 'volume_id' is a required property")));
        String status = volume.path("status").asText();
        boolean force = asked.path("force").asBoolean(false);
        if (!status.equals("available") && !(force && status.equals("in-use"))) {
            throw new RefusalException(
                    400,
                    "Invalid volume: Volume " + volume.path("id").asText()
                            + " status must be available, but current status is: " + status + ".");
        }
        int used =
                cloud.table("snapshots").count(row -> row.path(PROJECT).asText().equals(caller.projectId()));
        if (quotas.exceeded(caller.projectId(), Quotas.VOLUME, "snapshots", used, 1)) {
            throw new RefusalException(
                    413,
                    "SnapshotLimitExceeded: Maximum number of snapshots allowed ("
                            + quotas.limit(caller.projectId(), Quotas.VOLUME, "snapshots") + ") exceeded");
        }
        ObjectNode snapshot = Json.object(
                "id",
                cloud.id(),
                "created_at",
                cloud.microsecond(),
                "updated_at",
                null,
                "name",
                asked.path("name").asText(""),
                "description",
                Json.text(asked, "description").orElse(null),
                "volume_id",
                volume.path("id"),
                "status",
                "creating",
                "size",
                volume.path("size"),
                "metadata",
                Volume.metadata(asked).orElse(Json.object()),
                "os-extended-snapshot-attributes:progress",
                "0%",
                PROJECT,
                caller.projectId());
        cloud.table("snapshots").put(snapshot.path("id").asText(), snapshot);
        steps.begin(snapshot, VolumeSteps.CREATE, request.fate());
        return Answer.of(202, "snapshot", snapshot);
    }

    private Answer update(Request request, Caller caller) {
        ObjectNode snapshot = find(request);
        JsonNode asked = request.body("snapshot");
        for (String member : List.of("name", "description")) {
            if (asked.has(member)) {
                snapshot.set(member, asked.get(member));
            }
        }
        return Answer.of(200, "snapshot", snapshot);
    }

    private Answer delete(Request request, Caller caller) {
        ObjectNode snapshot = find(request);
        if (!Set.of("available", "error").contains(snapshot.path("status").asText())) {
            throw new RefusalException(
                    400, "Invalid snapshot: Snapshot status must be available or error and not a part of a group.");
        }
        snapshot.put("status", "deleting");
        steps.begin(snapshot, VolumeSteps.DELETE, request.fate());
        return Answer.of(202);
    }
}
