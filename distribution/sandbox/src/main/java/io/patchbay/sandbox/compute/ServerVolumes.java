package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import io.patchbay.sandbox.volume.Attachments;
import java.util.ArrayList;
import java.util.List;

/** Volumes of a server. Used by who holds the cloud's lock. */
final class ServerVolumes {
    private final Cloud cloud;
    private final Servers servers;
    private final ServerSteps steps;
    private final Attachments volumes;

    ServerVolumes(Cloud cloud, Servers servers, ServerSteps steps, Attachments volumes) {
        this.cloud = cloud;
        this.servers = servers;
        this.steps = steps;
        this.volumes = volumes;
    }

    void add(Routes routes) {
        String all = "v2.1/servers/{id}/os-volume_attachments";
        routes.add("GET", all, (request, caller) -> list(request))
                .add("POST", all, this::attach)
                .add(
                        "GET",
                        all + "/{volume}",
                        (request, caller) -> Answer.of(
                                200,
                                Json.object("volumeAttachment", view(servers.find(request), find(request), request))))
                .add("DELETE", all + "/{volume}", this::detach);
    }

    private Answer list(Request request) {
        ObjectNode server = servers.find(request);
        ArrayNode listed = Json.array(List.of());
        server.path("_volumes").forEach(attached -> listed.add(view(server, attached, request)));
        return Answer.of(200, Json.object("volumeAttachments", listed));
    }

    private Answer attach(Request request, Caller caller) {
        ObjectNode server = servers.find(request);
        JsonNode asked = request.body("volumeAttachment");
        String id = asked.path("volumeId").asText();
        ObjectNode volume =
                volumes.find(id).orElseThrow(() -> new RefusalException(404, "Volume " + id + " could not be found."));
        String status = volume.path("status").asText();
        if (!status.equals("available")) {
            throw Compute.bad("Invalid volume: volume " + id + " status must be 'available'. Currently in '" + status
                    + "' status.");
        }
        if (!List.of("ACTIVE", "SHUTOFF").contains(server.path("status").asText())) {
            throw Compute.conflict("Cannot 'attach_volume' instance "
                    + server.path("id").asText() + " while it is in vm_state building");
        }
        ObjectNode attached = Json.object(
                "id", id,
                "device", device(server),
                "delete", asked.path("delete_on_termination").asBoolean(false),
                "attachment", cloud.id(),
                "tag", Json.text(asked, "tag").orElse(null));
        ((ArrayNode) server.path("_volumes")).add(attached);
        steps.attach(server, id, attached.path("device").asText());
        return Answer.of(200, Json.object("volumeAttachment", view(server, attached, request)));
    }

    private Answer detach(Request request, Caller caller) {
        ObjectNode server = servers.find(request);
        JsonNode attached = find(request);
        if (attached.path("device").asText().equals("/dev/vda")
                && server.path("_image").asText().isEmpty()) {
            throw Compute.bad("Cannot detach a root device volume");
        }
        steps.detach(server, attached.path("id").asText());
        return Answer.of(202);
    }

    private JsonNode find(Request request) {
        ObjectNode server = servers.find(request);
        String id = request.parameter("volume");
        for (JsonNode attached : server.path("_volumes")) {
            if (attached.path("id").asText().equals(id)) {
                return attached;
            }
        }
        throw new RefusalException(
                404,
                volumes.find(id).isPresent()
                        ? "Instance " + server.path("id").asText() + " is not attached to volume " + id + "."
                        : "Volume " + id + " could not be found.");
    }

    private static String device(ObjectNode server) {
        List<String> taken = new ArrayList<>();
        server.path("_volumes")
                .forEach(attached -> taken.add(attached.path("device").asText()));
        char letter = 'b';
        while (taken.contains("/dev/vd" + letter)) {
            letter++;
        }
        return "/dev/vd" + letter;
    }

    private static ObjectNode view(ObjectNode server, JsonNode attached, Request request) {
        int minor = Compute.VERSIONS.of(request);
        ObjectNode view = Json.object(
                "id", attached.path("id"),
                "volumeId", attached.path("id"),
                "serverId", server.path("id"),
                "device", attached.path("device"));
        if (minor >= 70) {
            view.set("tag", attached.path("tag"));
        }
        if (minor >= 79) {
            view.set("delete_on_termination", attached.path("delete"));
        }
        if (minor >= 89) {
            view.remove("id");
            view.set("attachment_id", attached.path("attachment"));
            view.set("bdm_uuid", attached.path("attachment"));
        }
        return view;
    }
}
