package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.resource.InternalInterface;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one router meets subnets: each place is a port. Confined to one attempt.
 *
 * <p>An interface on an address of the plan's is a port that is made first and then given to the router. A crash in between leaves a
 * port that belongs to nobody: the next attempt finds it by its description.
 */
final class RouterInterfaces {
    private static final String OWNERS = "network:router_interface"; // also of distributed and doubled routers

    private final Service network;
    private final String router;
    private final String project;
    private final String description;

    /** @param description of the ports that are made for it */
    RouterInterfaces(Service network, String router, String project, String description) {
        this.network = network;
        this.router = router;
        this.project = project;
        this.description = description;
    }

    /** Those of the wished that are not there. */
    List<InternalInterface> missing(List<InternalInterface> wished) throws OpenStackException, InterruptedException {
        List<JsonNode> there = there();
        return wished.stream().filter(one -> !has(there, one)).toList();
    }

    private List<JsonNode> there() throws OpenStackException, InterruptedException {
        return NetworkResource.PORT.list(network, "device_id", router).stream()
                .filter(port -> isInterface(port.path("device_owner").asText()))
                .toList();
    }

    private static boolean isInterface(String owner) {
        return owner.startsWith(OWNERS) || owner.equals("network:ha_router_replicated_interface");
    }

    private static boolean has(List<JsonNode> ports, InternalInterface wished) {
        return ports.stream().anyMatch(port -> isOn(port, wished));
    }

    private static boolean isOn(JsonNode port, InternalInterface wished) {
        for (JsonNode place : port.path("fixed_ips")) {
            InetAddress ip = address(place.path("ip_address").asText());
            if (place.path("subnet_id").asText().equals(wished.subnet().id())
                    && wished.ip()
                            .map(RouterInterfaces::address)
                            .map(ip::equals)
                            .orElse(true)) {
                return true;
            }
        }
        return false;
    }

    /** Addresses of IPv6 are written in many ways. These are never names, so that nobody is asked for them. */
    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("no address: " + literal, impossible);
        }
    }

    /** Joins the router to those that are missing. */
    void join(List<InternalInterface> wished) throws OpenStackException, InterruptedException {
        for (InternalInterface one : missing(wished)) {
            Map<String, String> by = one.ip().isPresent()
                    ? Map.of("port_id", port(one, one.ip().get()))
                    : Map.of("subnet_id", one.subnet().id());
            network.put(Service.path("/routers/{}/add_router_interface", router), by);
        }
    }

    private String port(InternalInterface wished, String ip) throws OpenStackException, InterruptedException {
        Optional<JsonNode> begun =
                unused().stream().filter(port -> isOn(port, wished)).findFirst();
        if (begun.isPresent()) {
            return NetworkResource.idOf(begun.get());
        }
        Map<String, Object> fields = Map.of(
                "project_id",
                project,
                "network_id",
                wished.network().id(),
                "description",
                description,
                "fixed_ips",
                List.of(Map.of("subnet_id", wished.subnet().id(), "ip_address", ip)));
        return NetworkResource.idOf(
                network.post("/ports", Map.of("port", fields)).path("port"));
    }

    private List<JsonNode> unused() throws OpenStackException, InterruptedException {
        return NetworkResource.PORT.list(network, "description", description).stream()
                .filter(port -> port.path("device_id").asText("").isEmpty())
                .toList();
    }

    /** Takes all away, with the ports that were made for it. */
    void leave() throws OpenStackException, InterruptedException {
        for (JsonNode port : there()) {
            network.put(
                    Service.path("/routers/{}/remove_router_interface", router),
                    Map.of("port_id", NetworkResource.idOf(port)));
        }
        List<JsonNode> left = new ArrayList<>(description.isEmpty() ? List.of() : unused());
        for (JsonNode port : left) {
            network.delete(NetworkResource.PORT.path(NetworkResource.idOf(port)));
        }
    }
}
