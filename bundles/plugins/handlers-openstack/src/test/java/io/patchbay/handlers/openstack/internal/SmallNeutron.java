package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.handlers.openstack.internal.SmallCloud.Reply;
import java.util.List;
import java.util.Map;

/** Ports and addresses of {@link SmallCloud}. */
record SmallNeutron(SmallCloud cloud) {
    Reply reply(String method, List<String> steps, Map<String, String> query, JsonNode body) {
        String kind = steps.get(0);
        Map<String, ObjectNode> all = kind.equals("ports") ? cloud.ports : cloud.floatingIps;
        if (steps.size() == 1) {
            return method.equals("POST") ? make(body.path("port")) : new Reply(200, Map.of(kind, fitting(all, query)));
        }
        ObjectNode one = all.get(steps.get(1));
        if (one == null) {
            String type = kind.equals("ports") ? "PortNotFound" : "FloatingIPNotFound";
            return new Reply(404, Map.of("NeutronError", Map.of("type", type, "message", "there is none")));
        } else if (method.equals("DELETE")) {
            all.remove(steps.get(1));
            return new Reply(204, Map.of());
        }
        String member = kind.equals("ports") ? "port" : "floatingip";
        one.setAll((ObjectNode) body.path(member));
        return new Reply(200, Map.of(member, one.deepCopy()));
    }

    private static List<ObjectNode> fitting(Map<String, ObjectNode> all, Map<String, String> query) {
        return all.values().stream()
                .filter(one -> query.entrySet().stream()
                        .allMatch(wish -> one.path(wish.getKey()).asText().equals(wish.getValue())))
                .toList();
    }

    private Reply make(JsonNode asked) {
        String id = cloud.newId("port");
        ObjectNode port = asked.deepCopy();
        port.put("id", id);
        port.put("device_id", "");
        port.put("project_id", SmallCloud.PROJECT);
        cloud.ports.put(id, port);
        return new Reply(201, Map.of("port", port.deepCopy()));
    }
}
