package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the compute service does with ports. Used by who holds the cloud's lock. */
public final class NetworkPorts {
    private final NetworkState state;
    private final Ports ports;
    private final SecurityGroups groups;

    NetworkPorts(NetworkState state, Ports ports, SecurityGroups groups) {
        this.state = state;
        this.ports = ports;
        this.groups = groups;
    }

    /** A port, if there is one. */
    public Optional<ObjectNode> find(String id) {
        return state.ports().find(id);
    }

    /** A network, if there is one. */
    public Optional<ObjectNode> network(String id) {
        return state.networks().find(id);
    }

    /** Whether a network has any subnet. */
    public boolean hasSubnets(String network) {
        return !state.subnetsOf(network).isEmpty();
    }

    /** The networks that a project may put servers on without naming them. */
    public List<ObjectNode> networksOf(String project) {
        return state.networks()
                .where(network -> network.path("project_id").asText().equals(project)
                        || network.path("shared").asBoolean());
    }

    /** The id of a project's group of that name or id. */
    public Optional<String> group(String project, String nameOrId) {
        groups.touch(project);
        return state.groups().where("project_id", project).stream()
                .filter(group -> group.path("name").asText().equals(nameOrId)
                        || group.path("id").asText().equals(nameOrId))
                .map(group -> group.path("id").asText())
                .findFirst();
    }

    /**
     * Makes a port for a server.
     *
     * @param address the address it shall have, if not any
     * @param groups ids; empty for the usual one
     * @throws RefusalException as Neutron says no
     */
    public ObjectNode create(String project, String network, Optional<String> address, List<String> groups) {
        this.groups.touch(project);
        ObjectNode asked = Json.object("network_id", network);
        address.ifPresent(text -> asked.set("fixed_ips", Json.array(List.of(Json.object("ip_address", text)))));
        if (!groups.isEmpty()) {
            asked.set("security_groups", Json.array(groups));
        }
        return ports.create(asked, project);
    }

    /** Has a port be a server's. */
    public void reserve(ObjectNode port, String server) {
        port.put("device_id", server);
        port.put("device_owner", "compute:nova");
        state.changed(port);
    }

    /** Notes that a server's port works. */
    public void plug(ObjectNode port) {
        port.put("status", "ACTIVE");
        port.put("binding:host_id", "sandbox");
        port.put("binding:vif_type", "ovs");
        port.set("binding:vif_details", Json.object("port_filter", true, "ovs_hybrid_plug", false));
        state.changed(port);
    }

    /** Has a port be nobody's again. */
    public void release(ObjectNode port) {
        port.put("device_id", "");
        port.put("device_owner", "");
        port.put("status", "DOWN");
        port.put("binding:host_id", "");
        port.put("binding:vif_type", "unbound");
        port.set("binding:vif_details", Json.object());
        state.changed(port);
    }

    /** Takes a port away. */
    public void delete(ObjectNode port) {
        ports.forget(port);
    }

    /** The ports of a server. */
    public List<ObjectNode> of(String server) {
        return state.ports().where("device_id", server);
    }

    /** The names of the groups of a server's ports. */
    public List<String> groupNames(String server) {
        List<String> names = new ArrayList<>();
        for (ObjectNode port : of(server)) {
            for (JsonNode id : port.path("security_groups")) {
                state.groups()
                        .find(id.asText())
                        .ifPresent(group -> names.add(group.path("name").asText()));
            }
        }
        return names.stream().distinct().toList();
    }

    /** The addresses of a server by network, as Nova shows them. */
    public ObjectNode addresses(String server) {
        ObjectNode addresses = Json.object();
        for (ObjectNode port : of(server)) {
            String network = state.networks()
                    .find(port.path("network_id").asText())
                    .map(found -> found.path("name").asText())
                    .orElse("");
            ArrayNode list =
                    addresses.withArray("/" + network.replace("~", "~0").replace("/", "~1"));
            for (JsonNode fixed : port.path("fixed_ips")) {
                list.add(address(port, fixed.path("ip_address").asText(), "fixed"));
                state.floatingIps()
                        .where(floating -> floating.path("port_id").equals(port.path("id"))
                                && floating.path("fixed_ip_address").equals(fixed.path("ip_address")))
                        .forEach(floating -> list.add(address(
                                port, floating.path("floating_ip_address").asText(), "floating")));
            }
        }
        return addresses;
    }

    private static ObjectNode address(JsonNode port, String address, String type) {
        return Json.object(
                "version",
                address.contains(":") ? 6 : 4,
                "addr",
                address,
                "OS-EXT-IPS:type",
                type,
                "OS-EXT-IPS-MAC:mac_addr",
                port.path("mac_address"));
    }
}
