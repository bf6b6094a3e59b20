package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ports that are made for instances, as Neutron has them. Their descriptions bear the mark of the task that made the instance,
 * and their names the instance's id, so that they are found when it is gone: Nova leaves ports that it has not made. Immutable,
 * thread-safe.
 */
final class Ports {
    private static final String NAME = "patchbay-";

    private final Service network;

    /** @param network Neutron, as the project sees it whose ports these are, or as an administrator does */
    Ports(Service network) {
        this.network = network;
    }

    /** Those that bear the mark, in a project. */
    List<JsonNode> marked(String project, Mark mark) throws OpenStackException, InterruptedException {
        return network.list(Service.path("/ports", "project_id", project), "ports").stream()
                .filter(port -> Mark.in(port.path("description").asText()).equals(Optional.of(mark)))
                .toList();
    }

    /** Those with that description, which bears the mark, in a project: of many ports only these are sent. */
    List<JsonNode> described(String project, String description) throws OpenStackException, InterruptedException {
        return network.list(Service.path("/ports", "project_id", project, "description", description), "ports").stream()
                .filter(port -> port.path("description").asText().equals(description))
                .toList();
    }

    /** Those that were made for an instance. */
    List<JsonNode> of(String server) throws OpenStackException, InterruptedException {
        String name = nameFor(server);
        return network.list(Service.path("/ports", "name", name), "ports").stream()
                .filter(port -> port.path("name").asText().equals(name))
                .filter(port -> Mark.in(port.path("description").asText()).isPresent())
                .toList();
    }

    JsonNode make(Map<String, Object> port) throws OpenStackException, InterruptedException {
        return network.post("/ports", Map.of("port", port)).path("port");
    }

    /** Has a port be found by its instance. */
    void name(JsonNode port, String server) throws OpenStackException, InterruptedException {
        if (!port.path("name").asText().equals(nameFor(server))) {
            Map<String, Object> change = Map.of("port", Map.of("name", nameFor(server)));
            network.put(Service.path("/ports/{}", Volumes.idOf(port)), change);
        }
    }

    private static String nameFor(String server) {
        return NAME + server;
    }

    /** Deletes ports; the addresses from outside that lead there lead nowhere then, and stay. */
    void delete(List<JsonNode> ports) throws OpenStackException, InterruptedException {
        for (JsonNode port : ports) {
            for (JsonNode address : addressesOf(port)) {
                lead(Volumes.idOf(address), Optional.empty());
            }
            network.delete(Service.path("/ports/{}", Volumes.idOf(port)));
        }
    }

    private List<JsonNode> addressesOf(JsonNode port) throws OpenStackException, InterruptedException {
        String id = Volumes.idOf(port);
        return network.list(Service.path("/floatingips", "port_id", id), "floatingips").stream()
                .filter(address -> address.path("port_id").asText().equals(id))
                .toList();
    }

    /** Has an address from outside lead to a port, or nowhere; gives the address. */
    String lead(String floatingIp, Optional<String> port) throws OpenStackException, InterruptedException {
        Map<String, Object> change = new HashMap<>();
        change.put("port_id", port.orElse(null)); // JSON null: nowhere
        return network.put(Service.path("/floatingips/{}", floatingIp), Map.of("floatingip", change))
                .path("floatingip")
                .path("floating_ip_address")
                .asText();
    }

    /** The first address of a port. */
    static Optional<String> addressOf(JsonNode port) {
        List<String> addresses = new ArrayList<>();
        port.path("fixed_ips")
                .forEach(fixed -> addresses.add(fixed.path("ip_address").asText()));
        return addresses.stream().filter(address -> !address.isEmpty()).findFirst();
    }
}
