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
import io.patchbay.sandbox.network.NetworkPorts;
import io.patchbay.sandbox.state.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What can be done with a server. Used by who holds the cloud's lock. */
final class ServerActions {
    private static final Set<String> ACTIONS = Set.of(
            "os-stop", "os-start", "reboot", "forceDelete", "os-resetState", "addSecurityGroup", "removeSecurityGroup");

    private final Cloud cloud;
    private final Servers servers;
    private final ServerSteps steps;
    private final NetworkPorts ports;

    ServerActions(Cloud cloud, Servers servers, ServerSteps steps, NetworkPorts ports) {
        this.cloud = cloud;
        this.servers = servers;
        this.steps = steps;
        this.ports = ports;
    }

    void add(Routes routes) {
        routes.add("POST", "v2.1/servers/{id}/action", this::act);
    }

    private Answer act(Request request, Caller caller) {
        JsonNode body = request.body();
        String action = body.fieldNames().hasNext() ? body.fieldNames().next() : "";
        if (!ACTIONS.contains(action)) {
            throw Compute.bad("There is no such action: " + action);
        }
        ObjectNode server = servers.find(request);
        switch (action) {
            case "os-stop" -> turn(
                    server, "stop", "powering-off", Set.of("ACTIVE", "ERROR"), ServerSteps.STOP, request);
            case "os-start" -> turn(server, "start", "powering-on", Set.of("SHUTOFF"), ServerSteps.START, request);
            case "reboot" -> turn(
                    server, "reboot", "rebooting", Set.of("ACTIVE", "SHUTOFF"), ServerSteps.REBOOT, request);
            case "forceDelete" -> steps.delete(server, request.fate());
            case "os-resetState" -> server.put(
                    "status", body.path(action).path("state").asText().equals("active") ? "ACTIVE" : "ERROR");
            case "addSecurityGroup", "removeSecurityGroup" -> changeGroup(
                    server, action, body.path(action).path("name").asText());
            default -> throw Compute.bad("There is no such action: " + action);
        }
        server.put("updated", cloud.second());
        return Answer.of(202);
    }

    private void turn(ObjectNode server, String word, String task, Set<String> from, String step, Request request) {
        String status = server.path("status").asText();
        if (!from.contains(status)) {
            throw Compute.conflict("Cannot '" + word + "' instance "
                    + server.path("id").asText() + " while it is in vm_state " + vmState(status));
        }
        if (!server.path("_task").isNull()) {
            throw Compute.conflict(
                    "Cannot '" + word + "' instance " + server.path("id").asText() + " while it is in task_state "
                            + server.path("_task").asText());
        }
        server.put("_task", task);
        steps.begin(server, step, request.fate());
    }

    private void changeGroup(ObjectNode server, String action, String name) {
        String id = ports.group(server.path("tenant_id").asText(), name)
                .orElseThrow(() -> new RefusalException(
                        404,
                        "Security group " + name + " not found for project "
                                + server.path("tenant_id").asText()));
        for (ObjectNode port : ports.of(server.path("id").asText())) {
            List<String> groups = new ArrayList<>();
            port.path("security_groups").forEach(group -> groups.add(group.asText()));
            groups.remove(id);
            if (action.equals("addSecurityGroup")) {
                groups.add(id);
            }
            ArrayNode changed = Json.array(groups);
            port.set("security_groups", changed);
        }
    }

    private static String vmState(String status) {
        return switch (status) {
            case "ACTIVE" -> "active";
            case "SHUTOFF" -> "stopped";
            case "ERROR" -> "error";
            default -> "building";
        };
    }
}
