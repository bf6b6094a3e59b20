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
import java.util.List;
import java.util.Optional;

/** Ports of a server. Used by who holds the cloud's lock. */
final class ServerInterfaces {
    private final Servers servers;
    private final NetworkPorts ports;

    ServerInterfaces(Servers servers, NetworkPorts ports) {
        this.servers = servers;
        this.ports = ports;
    }

    void add(Routes routes) {
        String all = "v2.1/servers/{id}/os-interface";
        routes.add(
                        "GET",
                        all,
                        (request, caller) -> Answer.of(
                                200,
                                Json.object(
                                        "interfaceAttachments",
                                        ports
                                                .of(servers.find(request)
                                                        .path("id")
                                                        .asText())
                                                .stream()
                                                .map(ServerInterfaces::view)
                                                .toList())))
                .add("POST", all, this::attach)
                .add(
                        "GET",
                        all + "/{port}",
                        (request, caller) -> Answer.of(200, Json.object("interfaceAttachment", view(find(request)))))
                .add("DELETE", all + "/{port}", this::detach);
    }

    private Answer attach(Request request, Caller caller) {
        ObjectNode server = servers.find(request);
        String id = server.path("id").asText();
        JsonNode asked = request.body("interfaceAttachment");
        Optional<String> wanted = Json.text(asked, "port_id");
        ObjectNode port;
        if (wanted.isPresent()) {
            port = ports.find(wanted.get())
                    .orElseThrow(() -> new RefusalException(404, "Port " + wanted.get() + " could not be found."));
            if (!port.path("device_id").asText().isEmpty()) {
                throw Compute.bad("Port " + wanted.get() + " is still in use.");
            }
        } else {
            String network = Json.text(asked, "net_id")
                    .orElseThrow(() -> Compute.bad("Must input network_id when request IP address"));
            port = ports.create(
                    server.path("tenant_id").asText(),
                    network,
                    Json.text(asked.path("fixed_ips").path(0), "ip_address"),
                    List.of());
            ((ArrayNode) server.path("_ownPorts")).add(port.path("id"));
        }
        ports.reserve(port, id);
        ports.plug(port);
        return Answer.of(200, Json.object("interfaceAttachment", view(port)));
    }

    private Answer detach(Request request, Caller caller) {
        ObjectNode port = find(request);
        if (Json.contains(
                servers.find(request).path("_ownPorts"), port.path("id").asText())) {
            ports.delete(port);
        } else {
            ports.release(port);
        }
        return Answer.of(202);
    }

    private ObjectNode find(Request request) {
        String id = request.parameter("port");
        ObjectNode server = servers.find(request);
        return ports.find(id)
                .filter(port -> port.path("device_id").equals(server.path("id")))
                .orElseThrow(() -> new RefusalException(
                        404, "Instance " + server.path("id").asText() + " does not have a port with id " + id));
    }

    private static ObjectNode view(ObjectNode port) {
        return Json.object(
                "net_id", port.path("network_id"),
                "port_id", port.path("id"),
                "mac_addr", port.path("mac_address"),
                "port_state", port.path("status"),
                "fixed_ips", port.path("fixed_ips"));
    }
}
