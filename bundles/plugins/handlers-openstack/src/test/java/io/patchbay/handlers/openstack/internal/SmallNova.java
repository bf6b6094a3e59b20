package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.handlers.openstack.internal.SmallCloud.Reply;
import java.util.List;
import java.util.Map;

/** The instances of {@link SmallCloud}. */
record SmallNova(SmallCloud cloud) {
    /** An instance fails while it is built. */
    static final String FAILS = "instance fails";

    /** An instance is built for ever. */
    static final String HANGS = "instance hangs";

    /** What is begun is told without its id. */
    static final String NAMELESS = "instance without id";

    Reply reply(String method, List<String> steps, JsonNode body) {
        String path = String.join("/", steps);
        if (path.equals("servers/detail")) {
            return new Reply(200, Map.of("servers", cloud.servers.values()));
        } else if (path.equals("servers")) {
            return make(body.path("server"));
        }
        ObjectNode server = cloud.servers.get(steps.get(1));
        if (server == null) {
            return Reply.absent();
        } else if (path.endsWith("/metadata")) {
            ObjectNode metadata = server.withObject("/metadata");
            metadata.setAll((ObjectNode) body.path("metadata"));
            return new Reply(200, Map.of("metadata", metadata));
        } else if (method.equals("DELETE")) {
            server.put("status", "DELETED");
            return new Reply(204, Map.of());
        } else if (method.equals("POST")) {
            return stop(server);
        }
        settle(server);
        return new Reply(200, Map.of("server", server.deepCopy()));
    }

    private Reply make(JsonNode asked) {
        for (JsonNode disk : asked.path("block_device_mapping_v2")) {
            ObjectNode volume = cloud.volumes.get(disk.path("uuid").asText());
            if (volume == null || !volume.path("status").asText().equals("available")) {
                return Reply.refusal(400, "badRequest", "Invalid volume");
            }
            volume.put("status", "in-use");
        }
        String id = cloud.newId("server");
        ObjectNode server = cloud.node(Map.of("id", id, "status", "BUILD"));
        server.set("asked", asked);
        server.set("metadata", asked.path("metadata"));
        if (cloud.takenOverWhenMade > 0) {
            server.withObject("/metadata").put("patchbay_epoch", Long.toString(cloud.takenOverWhenMade));
        }
        cloud.servers.put(id, server);
        asked.path("networks")
                .forEach(place -> cloud.ports.get(place.path("port").asText()).put("device_id", id));
        return new Reply(202, Map.of("server", Map.of("id", cloud.faults.contains(NAMELESS) ? "" : id)));
    }

    private static Reply stop(ObjectNode server) {
        if (server.path("status").asText().equals("SHUTOFF")) {
            return Reply.refusal(409, "conflictingRequest", "Cannot 'stop' while it is in vm_state stopped");
        }
        server.put("status", "SHUTOFF");
        return new Reply(202, Map.of());
    }

    /** What has been begun is done now. */
    private void settle(ObjectNode server) {
        if (server.path("status").asText().equals("BUILD") && !cloud.faults.contains(HANGS)) {
            server.put("status", cloud.faults.contains(FAILS) ? "ERROR" : "ACTIVE");
            server.set("fault", cloud.node(Map.of("message", "No valid host was found.")));
        } else if (server.path("status").asText().equals("DELETED")) {
            cloud.servers.remove(server.path("id").asText());
            server.path("asked").path("block_device_mapping_v2").forEach(disk -> cloud.volumes
                    .get(disk.path("uuid").asText())
                    .put("status", "available"));
            cloud.ports.values().stream()
                    .filter(port -> port.path("device_id").equals(server.path("id")))
                    .forEach(port -> port.put("device_id", ""));
        }
    }
}
