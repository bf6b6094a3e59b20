package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.handlers.openstack.internal.SmallCloud.Reply;
import java.util.List;
import java.util.Map;

/** The volumes of {@link SmallCloud}, in the one pool that it has. */
record SmallCinder(SmallCloud cloud) {
    static final String POOL = "rig@fast#fast";

    Reply reply(String method, List<String> steps, JsonNode body) {
        String path = String.join("/", steps);
        if (path.equals("scheduler-stats/get_pools")) {
            return new Reply(200, Map.of("pools", List.of(Map.of("name", POOL), Map.of("name", "rig@slow#slow"))));
        } else if (path.equals("messages")) {
            return new Reply(200, Map.of("messages", List.of()));
        } else if (path.equals("manageable_volumes")) {
            return manage(body.path("volume"));
        } else if (path.equals("volumes/detail")) {
            return new Reply(200, Map.of("volumes", cloud.volumes.values()));
        }
        ObjectNode volume = cloud.volumes.get(steps.get(1));
        if (volume == null) {
            return Reply.absent();
        } else if (method.equals("DELETE")) {
            volume.put("status", "deleting");
            return new Reply(202, Map.of());
        } else if (method.equals("POST")) {
            return act(volume, body);
        }
        settle(volume);
        return cloud.volumes.containsValue(volume)
                ? new Reply(200, Map.of("volume", volume.deepCopy()))
                : Reply.absent();
    }

    private Reply manage(JsonNode asked) {
        if (!asked.path("host").asText().equals(POOL)) {
            return Reply.refusal(400, "badRequest", "no such host");
        }
        String id = cloud.newId("volume");
        ObjectNode volume = cloud.node(Map.of("id", id, "status", "creating", "size", 0));
        volume.set("metadata", asked.path("metadata"));
        volume.put("bootable", String.valueOf(asked.path("bootable").asBoolean()));
        volume.put("source", asked.path("ref").path("source-name").asText());
        cloud.volumes.put(id, volume);
        return new Reply(202, Map.of("volume", volume.deepCopy()));
    }

    private Reply act(ObjectNode volume, JsonNode body) {
        if (body.has("os-unmanage")) {
            if (!volume.path("status").asText().equals("available")) {
                return Reply.refusal(400, "badRequest", "Volume is in use");
            }
            volume.put("status", "unmanaging");
            return new Reply(202, Map.of());
        }
        volume.put("bootable", "true");
        return new Reply(200, Map.of());
    }

    /** What has been begun is done now. */
    private void settle(ObjectNode volume) {
        String id = volume.path("id").asText();
        switch (volume.path("status").asText()) {
            case "creating" -> {
                boolean there = cloud.copies.remove(volume.path("source").asText());
                volume.put("status", there ? "available" : "error");
                if (there) {
                    cloud.copies.add("volume-" + id);
                    volume.put("size", 3);
                }
            }
            case "deleting", "unmanaging" -> cloud.volumes.remove(id);
            default -> volume.put("looked", true);
        }
    }
}
