package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports: those that are asked for, and those that routers and floating addresses have. */
final class Ports extends Resources {
    static final String ROUTER_INTERFACE = "network:router_interface";
    static final String ROUTER_GATEWAY = "network:router_gateway";
    static final String FLOATING_IP = "network:floatingip";

    private static final Set<String> ATTRIBUTES = Set.of(
            "name",
            "description",
            "admin_state_up",
            "mac_address",
            "fixed_ips",
            "device_id",
            "device_owner",
            "security_groups",
            "allowed_address_pairs",
            "extra_dhcp_opts",
            "port_security_enabled",
            "binding:host_id",
            "binding:profile",
            "binding:vnic_type",
            "dns_name",
            "qos_policy_id");
    private static final Set<String> POSTABLE = union(ATTRIBUTES, Set.of("network_id", "tags"));

    private final Addresses addresses;
    private final SecurityGroups groups;

    Ports(NetworkState state, Addresses addresses, SecurityGroups groups) {
        super(state, "port", "ports", POSTABLE, ATTRIBUTES);
        this.addresses = addresses;
        this.groups = groups;
    }

    @Override
    Table table() {
        return state.ports();
    }

    @Override
    ObjectNode find(String id) {
        return state.port(id);
    }

    @Override
    void touch(String project) {
        groups.touch(project);
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        ObjectNode network = state.network(required(asked, "network_id"));
        state.charge(project, "port", table());
        String mac = mac(network.path("id").asText(), Json.text(asked, "mac_address"), "");
        ObjectNode port = state.born(asked, project);
        String id = port.path("id").asText();
        port.setAll(Json.object(
                "network_id",
                network.path("id"),
                "mac_address",
                mac,
                "admin_state_up",
                true,
                "status",
                "DOWN",
                "device_id",
                "",
                "device_owner",
                "",
                "fixed_ips",
                addresses.choose(network.path("id").asText(), asked.path("fixed_ips"), id),
                "security_groups",
                List.of(),
                "allowed_address_pairs",
                List.of(),
                "extra_dhcp_opts",
                List.of(),
                "port_security_enabled",
                true,
                "binding:vnic_type",
                "normal",
                "binding:profile",
                Json.object(),
                "binding:host_id",
                "",
                "binding:vif_type",
                "unbound",
                "binding:vif_details",
                Json.object()));
        copy(
                port,
                asked,
                "admin_state_up",
                "device_id",
                "device_owner",
                "allowed_address_pairs",
                "extra_dhcp_opts",
                "port_security_enabled",
                "binding:host_id",
                "binding:profile",
                "binding:vnic_type",
                "tags");
        port.set(
                "security_groups",
                asked.path("security_groups").isArray()
                        ? checked(asked.path("security_groups"))
                        : usualGroups(port, project));
        return table().put(id, port);
    }

    @Override
    void update(ObjectNode port, JsonNode asked) {
        String id = port.path("id").asText();
        String network = port.path("network_id").asText();
        if (asked.path("fixed_ips").isArray()) {
            port.set("fixed_ips", addresses.choose(network, asked.path("fixed_ips"), id));
        }
        if (asked.path("security_groups").isArray()) {
            port.set("security_groups", checked(asked.path("security_groups")));
        }
        Json.text(asked, "mac_address").ifPresent(mac -> port.put("mac_address", mac(network, Optional.of(mac), id)));
        copy(
                port,
                asked,
                "name",
                "description",
                "admin_state_up",
                "device_id",
                "device_owner",
                "allowed_address_pairs",
                "extra_dhcp_opts",
                "port_security_enabled",
                "binding:host_id",
                "binding:profile",
                "binding:vnic_type");
    }

    @Override
    void delete(ObjectNode port) {
        String owner = port.path("device_owner").asText();
        String id = port.path("id").asText();
        boolean ofRouter = Set.of(ROUTER_INTERFACE, ROUTER_GATEWAY).contains(owner)
                && state.routers().find(port.path("device_id").asText()).isPresent();
        boolean ofFloatingIp = owner.equals(FLOATING_IP)
                && state.floatingIps().find(port.path("device_id").asText()).isPresent();
        if (ofRouter || ofFloatingIp) {
            throw new RefusalException(
                    409,
                    "ServicePortInUse",
                    "Port " + id + " cannot be deleted directly via the port API: has device owner " + owner + ".");
        }
        forget(port);
    }

    /** Takes a port away; floating addresses that led to it lead nowhere. */
    void forget(ObjectNode port) {
        String id = port.path("id").asText();
        state.floatingIps().where("port_id", id).forEach(floating -> {
            floating.setAll(
                    Json.object("port_id", null, "fixed_ip_address", null, "router_id", null, "status", "DOWN"));
            state.changed(floating);
        });
        table().remove(id);
    }

    /** Makes a port for a device of the network's own; it counts for nobody's quota and has no groups. */
    ObjectNode createFor(String network, String owner, String device, String project, JsonNode fixedIps) {
        ObjectNode port = state.born(Json.object(), project);
        String id = port.path("id").asText();
        port.setAll(Json.object(
                "network_id",
                network,
                "mac_address",
                mac(network, Optional.empty(), ""),
                "admin_state_up",
                true,
                "status",
                owner.equals(FLOATING_IP) ? "N/A" : "DOWN",
                "device_id",
                device,
                "device_owner",
                owner,
                "fixed_ips",
                addresses.choose(network, fixedIps, id),
                "security_groups",
                List.of(),
                "allowed_address_pairs",
                List.of(),
                "extra_dhcp_opts",
                List.of(),
                "port_security_enabled",
                false,
                "binding:vnic_type",
                "normal",
                "binding:profile",
                Json.object(),
                "binding:host_id",
                "",
                "binding:vif_type",
                "unbound",
                "binding:vif_details",
                Json.object()));
        return table().put(id, port);
    }

    private JsonNode usualGroups(ObjectNode port, String project) {
        boolean without = !port.path("port_security_enabled").asBoolean(true)
                || port.path("device_owner").asText().startsWith("network:")
                || project.isEmpty();
        return without ? Json.array(List.of()) : Json.array(List.of(groups.usual(project)));
    }

    private JsonNode checked(JsonNode wanted) {
        wanted.forEach(group -> state.group(group.asText()));
        return wanted;
    }

    private String mac(String network, Optional<String> wanted, String self) {
        if (wanted.isPresent()) {
            String mac = wanted.get().toLowerCase(Locale.ROOT);
            if (!mac.matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
                throw NetworkState.bad(
                        "Invalid input for mac_address. Reason: '" + wanted.get() + "' is not a valid MAC address.");
            }
            if (taken(network, mac, self)) {
                throw new RefusalException(
                        409,
                        "MacAddressInUse",
                        "Unable to complete operation for network " + network + ". The mac address " + mac
                                + " is in use.");
            }
            return mac;
        }
        String mac;
        do {
            int number = ThreadLocalRandom.current().nextInt(1 << 24);
            mac = String.format("fa:16:3e:%02x:%02x:%02x", number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
        } while (taken(network, mac, ""));
        return mac;
    }

    private boolean taken(String network, String mac, String self) {
        return state.ports()
                .any(port -> port.path("mac_address").asText().equals(mac)
                        && port.path("network_id").asText().equals(network)
                        && !port.path("id").asText().equals(self));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new java.util.HashSet<>(one);
        both.addAll(other);
        return Set.copyOf(both);
    }
}
