package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.network.NetworkPorts;
import java.util.List;

/** What a server looks like at each microversion. Used by who holds the cloud's lock. */
final class ServerView {
    private static final int RUNNING = 1;
    private static final int SHUT_DOWN = 4;
    private static final String HOST_ID = "5a".repeat(28);

    private final NetworkPorts ports;

    ServerView(NetworkPorts ports) {
        this.ports = ports;
    }

    ObjectNode brief(ObjectNode server, Request request) {
        return Json.object("id", server.path("id"), "name", server.path("name"), "links", links(server, request));
    }

    ObjectNode whole(ObjectNode server, Request request) {
        int minor = Compute.VERSIONS.of(request);
        String id = server.path("id").asText();
        String status = server.path("status").asText();
        ObjectNode view = Json.object(
                "id", id,
                "name", server.path("name"),
                "status", status,
                "tenant_id", server.path("tenant_id"),
                "user_id", server.path("user_id"),
                "metadata", server.path("metadata"),
                "hostId", status.equals("BUILD") ? "" : HOST_ID,
                "image", image(server, request),
                "flavor", flavor(server, request, minor),
                "created", server.path("created"),
                "updated", server.path("updated"),
                "addresses", ports.addresses(id),
                "accessIPv4", "",
                "accessIPv6", "",
                "links", links(server, request),
                "OS-DCF:diskConfig", "MANUAL");
        if (List.of("ACTIVE", "BUILD").contains(status)) {
            view.put("progress", 0);
        }
        view.setAll(Json.object(
                "OS-EXT-AZ:availability_zone", server.path("_zone"),
                "config_drive", "",
                "key_name", server.path("key_name"),
                "OS-SRV-USG:launched_at", server.path("_launched"),
                "OS-SRV-USG:terminated_at", null,
                "OS-EXT-SRV-ATTR:host", server.path("_host"),
                "OS-EXT-SRV-ATTR:instance_name", server.path("_instance"),
                "OS-EXT-SRV-ATTR:hypervisor_hostname", server.path("_host"),
                "OS-EXT-STS:task_state", server.path("_task"),
                "OS-EXT-STS:vm_state", vmState(status),
                "OS-EXT-STS:power_state", status.equals("ACTIVE") ? RUNNING : status.equals("SHUTOFF") ? SHUT_DOWN : 0,
                "os-extended-volumes:volumes_attached", volumes(server, minor)));
        ArrayNode groups = Json.array(List.of());
        ports.groupNames(id).forEach(name -> groups.add(Json.object("name", name)));
        if (!groups.isEmpty()) {
            view.set("security_groups", groups);
        }
        if (server.has("_fault")) {
            view.set("fault", server.path("_fault"));
        }
        addNewer(view, server, minor);
        return view;
    }

    private static void addNewer(ObjectNode view, ObjectNode server, int minor) {
        if (minor >= 3) {
            view.setAll(Json.object(
                    "OS-EXT-SRV-ATTR:hostname",
                    server.path("_hostname"),
                    "OS-EXT-SRV-ATTR:reservation_id",
                    server.path("_reservation"),
                    "OS-EXT-SRV-ATTR:launch_index",
                    0,
                    "OS-EXT-SRV-ATTR:kernel_id",
                    "",
                    "OS-EXT-SRV-ATTR:ramdisk_id",
                    "",
                    "OS-EXT-SRV-ATTR:root_device_name",
                    "/dev/vda",
                    "OS-EXT-SRV-ATTR:user_data",
                    server.path("_userData")));
        }
        if (minor >= 9) {
            view.put("locked", false);
        }
        if (minor >= 16) {
            view.put("host_status", server.path("_host").isNull() ? "" : "UP");
        }
        if (minor >= 19) {
            view.set("description", server.path("_description"));
        }
        if (minor >= 26) {
            view.set("tags", server.path("_tags"));
        }
        if (minor >= 63) {
            view.putNull("trusted_image_certificates");
        }
        if (minor >= 71) {
            view.set("server_groups", Json.array(List.of()));
        }
        if (minor >= 73) {
            view.putNull("locked_reason");
        }
    }

    static ArrayNode volumes(ObjectNode server, int minor) {
        ArrayNode volumes = Json.array(List.of());
        for (JsonNode attached : server.path("_volumes")) {
            ObjectNode shown = Json.object("id", attached.path("id"));
            if (minor >= 3) {
                shown.set("delete_on_termination", attached.path("delete"));
            }
            volumes.add(shown);
        }
        return volumes;
    }

    private static JsonNode image(ObjectNode server, Request request) {
        String id = server.path("_image").asText();
        if (id.isEmpty()) {
            return Json.object("none", "").path("none");
        }
        return Json.object(
                "id",
                id,
                "links",
                List.of(Json.object("rel", "bookmark", "href", request.origin() + "/compute/images/" + id)));
    }

    private static JsonNode flavor(ObjectNode server, Request request, int minor) {
        JsonNode flavor = server.path("_flavor");
        if (minor >= 47) {
            return Json.object(
                    "vcpus", flavor.path("vcpus"),
                    "ram", flavor.path("ram"),
                    "disk", flavor.path("disk"),
                    "ephemeral", flavor.path("OS-FLV-EXT-DATA:ephemeral"),
                    "swap", flavor.path("swap"),
                    "original_name", flavor.path("name"),
                    "extra_specs", flavor.path("_specs"));
        }
        String id = flavor.path("id").asText();
        return Json.object(
                "id",
                id,
                "links",
                List.of(Json.object("rel", "bookmark", "href", request.origin() + "/compute/flavors/" + id)));
    }

    static JsonNode links(ObjectNode server, Request request) {
        String id = server.path("id").asText();
        return Json.array(List.of(
                Json.object("rel", "self", "href", request.origin() + "/compute/v2.1/servers/" + id),
                Json.object("rel", "bookmark", "href", request.origin() + "/compute/servers/" + id)));
    }

    private static String vmState(String status) {
        return switch (status) {
            case "ACTIVE" -> "active";
            case "SHUTOFF" -> "stopped";
            case "ERROR" -> "error";
            case "DELETED" -> "deleted";
            default -> "building";
        };
    }
}
