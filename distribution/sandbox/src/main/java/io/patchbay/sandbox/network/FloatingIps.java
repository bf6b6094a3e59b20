package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Floating addresses, and the ports that they lead to. */
final class FloatingIps extends Resources {
    private static final Set<String> PUTTABLE = Set.of("port_id", "fixed_ip_address", "description");
    private static final Set<String> POSTABLE = Set.of(
            "port_id", "fixed_ip_address", "description", "floating_network_id", "floating_ip_address", "subnet_id");

    private final Ports ports;

    FloatingIps(NetworkState state, Ports ports) {
        super(state, "floatingip", "floatingips", POSTABLE, PUTTABLE);
        this.ports = ports;
    }

    @Override
    Table table() {
        return state.floatingIps();
    }

    @Override
    ObjectNode find(String id) {
        return table().find(id)
                .orElseThrow(() ->
                        new RefusalException(404, "FloatingIPNotFound", "Floating IP " + id + " could not be found"));
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        String networkId = required(asked, "floating_network_id");
        ObjectNode network = state.network(networkId);
        if (!network.path("router:external").asBoolean()) {
            throw new RefusalException(
                    400,
                    "BadRequest",
                    "Bad floatingip request: Network " + networkId + " is not a valid external network.");
        }
        state.charge(project, "floatingip", table());
        ObjectNode floating = state.born(asked, project);
        floating.remove("name");
        floating.put("revision_number", 0);
        String id = floating.path("id").asText();
        ObjectNode outside = ports.createFor(networkId, Ports.FLOATING_IP, id, "", wanted(asked));
        floating.setAll(Json.object(
                "floating_network_id",
                networkId,
                "floating_ip_address",
                outside.path("fixed_ips").path(0).path("ip_address"),
                "status",
                "DOWN",
                "port_id",
                null,
                "fixed_ip_address",
                null,
                "router_id",
                null,
                "port_details",
                null));
        if (Json.has(asked, "port_id")) {
            try {
                lead(floating, asked);
            } catch (RefusalException refused) {
                ports.forget(outside);
                throw refused;
            }
        }
        return table().put(id, floating);
    }

    @Override
    void update(ObjectNode floating, JsonNode asked) {
        copy(floating, asked, "description");
        if (Json.has(asked, "port_id")) {
            lead(floating, asked);
        } else if (asked.has("port_id")) {
            floating.setAll(Json.object(
                    "port_id",
                    null,
                    "fixed_ip_address",
                    null,
                    "router_id",
                    null,
                    "port_details",
                    null,
                    "status",
                    "DOWN"));
        }
    }

    @Override
    void delete(ObjectNode floating) {
        String id = floating.path("id").asText();
        table().remove(id);
        state.ports()
                .where(port -> port.path("device_id").asText().equals(id)
                        && port.path("device_owner").asText().equals(Ports.FLOATING_IP))
                .forEach(ports::forget);
    }

    private static JsonNode wanted(JsonNode asked) {
        Optional<String> address = Json.text(asked, "floating_ip_address");
        Optional<String> subnet = Json.text(asked, "subnet_id");
        if (address.isEmpty() && subnet.isEmpty()) {
            return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
        }
        ObjectNode fixed = Json.object();
        address.ifPresent(text -> fixed.put("ip_address", text));
        subnet.ifPresent(text -> fixed.put("subnet_id", text));
        return Json.array(List.of(fixed));
    }

    /** Has it lead to a port. */
    private void lead(ObjectNode floating, JsonNode asked) {
        ObjectNode port = state.port(asked.path("port_id").asText());
        String portId = port.path("id").asText();
        JsonNode fixed = chosen(port, Json.text(asked, "fixed_ip_address"));
        String network = floating.path("floating_network_id").asText();
        String subnet = fixed.path("subnet_id").asText();
        String router = routerBetween(subnet, network)
                .orElseThrow(() -> new RefusalException(
                        404,
                        "ExternalGatewayForFloatingIPNotFound",
                        "External network " + network + " is not reachable from subnet " + subnet
                                + ".  Therefore, cannot associate Port " + portId + " with a Floating IP."));
        String address = fixed.path("ip_address").asText();
        if (table().any(other -> !other.path("id").equals(floating.path("id"))
                && other.path("port_id").asText().equals(portId)
                && other.path("fixed_ip_address").asText().equals(address)
                && other.path("floating_network_id").asText().equals(network))) {
            throw new RefusalException(
                    409,
                    "FloatingIPPortAlreadyAssociated",
                    "Cannot associate floating IP "
                            + floating.path("floating_ip_address").asText() + " ("
                            + floating.path("id").asText() + ") with port " + portId + " using fixed IP " + address
                            + ", as that fixed IP already has a floating IP on external network " + network + ".");
        }
        floating.setAll(Json.object(
                "port_id", portId,
                "fixed_ip_address", address,
                "router_id", router,
                "port_details",
                        Json.object(
                                "name", port.path("name"),
                                "network_id", port.path("network_id"),
                                "mac_address", port.path("mac_address"),
                                "admin_state_up", port.path("admin_state_up"),
                                "status", port.path("status"),
                                "device_id", port.path("device_id"),
                                "device_owner", port.path("device_owner"))));
    }

    private static JsonNode chosen(ObjectNode port, Optional<String> address) {
        for (JsonNode fixed : port.path("fixed_ips")) {
            if (address.isEmpty() || fixed.path("ip_address").asText().equals(address.get())) {
                return fixed;
            }
        }
        throw new RefusalException(
                400,
                "BadRequest",
                address.isPresent()
                        ? "Bad floatingip request: Port " + port.path("id").asText() + " does not have fixed ip "
                                + address.get() + "."
                        : "Bad floatingip request: Cannot add floating IP to port "
                                + port.path("id").asText() + " that has no fixed IPv4 addresses.");
    }

    private Optional<String> routerBetween(String subnet, String network) {
        return state.portsOn(subnet).stream()
                .filter(port -> port.path("device_owner").asText().equals(Ports.ROUTER_INTERFACE))
                .map(port -> port.path("device_id").asText())
                .filter(id -> state.router(id)
                        .path("external_gateway_info")
                        .path("network_id")
                        .asText()
                        .equals(network))
                .findFirst();
    }
}
