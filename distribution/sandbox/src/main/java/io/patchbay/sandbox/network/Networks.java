package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Set;

/** Networks. */
final class Networks extends Resources {
    private static final int USUAL_MTU = 1450;
    private static final Set<String> PUTTABLE = Set.of(
            "name",
            "description",
            "admin_state_up",
            "shared",
            "router:external",
            "mtu",
            "port_security_enabled",
            "dns_domain",
            "is_default",
            "provider:network_type",
            "provider:physical_network",
            "provider:segmentation_id");
    private static final Set<String> POSTABLE = Set.of(
            "name",
            "description",
            "admin_state_up",
            "shared",
            "router:external",
            "mtu",
            "port_security_enabled",
            "dns_domain",
            "is_default",
            "provider:network_type",
            "provider:physical_network",
            "provider:segmentation_id",
            "availability_zone_hints");

    private final Ports ports;

    Networks(NetworkState state, Ports ports) {
        super(state, "network", "networks", POSTABLE, PUTTABLE);
        this.ports = ports;
    }

    @Override
    Table table() {
        return state.networks();
    }

    @Override
    ObjectNode find(String id) {
        return state.network(id);
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        state.charge(project, "network", table());
        ObjectNode network = state.born(asked, project);
        boolean external = asked.path("router:external").asBoolean(false);
        network.setAll(Json.object(
                "admin_state_up",
                true,
                "mtu",
                external ? 1500 : USUAL_MTU,
                "status",
                "ACTIVE",
                "subnets",
                List.of(),
                "shared",
                false,
                "availability_zone_hints",
                List.of(),
                "availability_zones",
                List.of(),
                "ipv4_address_scope",
                null,
                "ipv6_address_scope",
                null,
                "router:external",
                external,
                "port_security_enabled",
                true,
                "provider:network_type",
                external ? "flat" : "vxlan",
                "provider:physical_network",
                external ? "public" : null,
                "provider:segmentation_id",
                external ? null : state.networks().size()));
        if (external) {
            network.put("is_default", false);
        }
        apply(network, asked);
        return table().put(network.path("id").asText(), network);
    }

    @Override
    void update(ObjectNode network, JsonNode asked) {
        apply(network, asked);
    }

    @Override
    void delete(ObjectNode network) {
        String id = network.path("id").asText();
        List<String> inUse = state.ports().where("network_id", id).stream()
                .filter(port -> !port.path("device_owner").asText().equals("network:dhcp"))
                .map(port -> port.path("id").asText())
                .toList();
        if (!inUse.isEmpty()) {
            throw new RefusalException(
                    409,
                    "NetworkInUse",
                    "Unable to complete operation on network " + id
                            + ". There are one or more ports still in use on the network, id for these ports is: "
                            + String.join(",", inUse) + ".");
        }
        state.ports().where("network_id", id).forEach(ports::forget);
        state.subnetsOf(id)
                .forEach(subnet -> state.subnets().remove(subnet.path("id").asText()));
        table().remove(id);
    }

    private static void apply(ObjectNode network, JsonNode asked) {
        JsonNode mtu = asked.path("mtu");
        if (!mtu.isMissingNode() && (mtu.asInt() < 68 || mtu.asInt() > 65_535)) {
            throw NetworkState.bad("Invalid input for mtu. Reason: '" + mtu.asText() + "' is not in valid range.");
        }
        copy(network, asked, PUTTABLE.toArray(String[]::new));
    }
}
