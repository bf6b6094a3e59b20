package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Table;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Routers: gateways, interfaces, routes. */
final class Routers extends Resources {
    private static final Set<String> ATTRIBUTES = Set.of(
            "name",
            "description",
            "admin_state_up",
            "external_gateway_info",
            "routes",
            "distributed",
            "ha",
            "availability_zone_hints",
            "flavor_id");

    private final Ports ports;

    Routers(NetworkState state, Ports ports) {
        super(state, "router", "routers", ATTRIBUTES, ATTRIBUTES);
        this.ports = ports;
    }

    void addActions(Routes routes) {
        routes.add("PUT", "v2.0/routers/{id}/add_router_interface", this::addInterface)
                .add("PUT", "v2.0/routers/{id}/remove_router_interface", this::removeInterface)
                .add("PUT", "v2.0/routers/{id}/add_extraroutes", (request, caller) -> extraRoutes(request, true))
                .add("PUT", "v2.0/routers/{id}/remove_extraroutes", (request, caller) -> extraRoutes(request, false));
    }

    @Override
    Table table() {
        return state.routers();
    }

    @Override
    ObjectNode find(String id) {
        return state.router(id);
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        state.charge(project, "router", table());
        ObjectNode router = state.born(asked, project);
        router.setAll(Json.object(
                "admin_state_up",
                true,
                "status",
                "ACTIVE",
                "external_gateway_info",
                null,
                "routes",
                List.of(),
                "availability_zone_hints",
                List.of(),
                "availability_zones",
                List.of(),
                "flavor_id",
                null,
                "distributed",
                false,
                "ha",
                false));
        copy(router, asked, "admin_state_up", "availability_zone_hints");
        if (Json.has(asked, "external_gateway_info")) {
            setGateway(router, asked.path("external_gateway_info"));
        }
        return table().put(router.path("id").asText(), router);
    }

    @Override
    void update(ObjectNode router, JsonNode asked) {
        if (asked.has("external_gateway_info")) {
            setGateway(router, asked.path("external_gateway_info"));
        }
        if (asked.has("routes")) {
            setRoutes(router, asked.path("routes"));
        }
        copy(router, asked, "name", "description", "admin_state_up");
    }

    @Override
    void delete(ObjectNode router) {
        String id = router.path("id").asText();
        List<String> ports =
                interfaces(id).stream().map(port -> port.path("id").asText()).toList();
        if (!ports.isEmpty()) {
            throw new RefusalException(
                    409, "RouterInUse", "Router " + id + " has ports still attached: " + String.join(", ", ports));
        }
        clearGateway(router);
        table().remove(id);
    }

    /** The interface ports of a router. */
    private List<ObjectNode> interfaces(String router) {
        return state.ports()
                .where(port -> port.path("device_id").asText().equals(router)
                        && port.path("device_owner").asText().equals(Ports.ROUTER_INTERFACE));
    }

    private void setGateway(ObjectNode router, JsonNode wanted) {
        Optional<String> networkId = Json.text(wanted, "network_id");
        if (networkId.isEmpty()) {
            clearGateway(router);
            return;
        }
        ObjectNode network = state.network(networkId.get());
        if (!network.path("router:external").asBoolean()) {
            throw new RefusalException(
                    400,
                    "BadRequest",
                    "Bad router request: Network " + networkId.get() + " is not an external network.");
        }
        JsonNode current = router.path("external_gateway_info");
        if (!current.path("network_id").asText().equals(networkId.get()) || wanted.has("external_fixed_ips")) {
            clearGateway(router);
            ObjectNode port = ports.createFor(
                    networkId.get(),
                    Ports.ROUTER_GATEWAY,
                    router.path("id").asText(),
                    "",
                    wanted.path("external_fixed_ips"));
            current = Json.object("external_fixed_ips", port.path("fixed_ips"));
        }
        router.set(
                "external_gateway_info",
                Json.object(
                        "network_id", networkId.get(),
                        "external_fixed_ips", current.path("external_fixed_ips"),
                        "enable_snat", wanted.path("enable_snat").asBoolean(true)));
    }

    private void clearGateway(ObjectNode router) {
        String id = router.path("id").asText();
        String network = router.path("external_gateway_info").path("network_id").asText();
        if (network.isEmpty()) {
            return;
        }
        if (state.floatingIps()
                .any(floating -> floating.path("router_id").asText().equals(id))) {
            throw new RefusalException(
                    409,
                    "RouterExternalGatewayInUseByFloatingIp",
                    "Gateway cannot be updated for router " + id + ", since a gateway to external network " + network
                            + " is required by one or more floating IPs.");
        }
        state.ports()
                .where(port -> port.path("device_id").asText().equals(id)
                        && port.path("device_owner").asText().equals(Ports.ROUTER_GATEWAY))
                .forEach(ports::forget);
        router.putNull("external_gateway_info");
    }

    private Answer addInterface(Request request, Caller caller) {
        ObjectNode router = find(request.parameter("id"));
        JsonNode asked = request.body();
        Optional<String> portId = Json.text(asked, "port_id");
        Optional<String> subnetId = Json.text(asked, "subnet_id");
        if (portId.isPresent() == subnetId.isPresent()) {
            throw new RefusalException(
                    400,
                    "BadRequest",
                    portId.isPresent()
                            ? "Bad router request: Cannot specify both subnet-id and port-id."
                            : "Bad router request: Either subnet_id or port_id must be specified.");
        }
        ObjectNode port = portId.isPresent() ? adopted(router, portId.get()) : made(router, subnetId.orElseThrow());
        state.changed(router);
        return Answer.of(200, described(router, port));
    }

    private ObjectNode made(ObjectNode router, String subnetId) {
        ObjectNode subnet = state.subnet(subnetId);
        refuseOverlap(router, subnet);
        String gateway = Json.text(subnet, "gateway_ip")
                .orElseThrow(() -> new RefusalException(
                        400, "BadRequest", "Bad router request: Subnet for router interface must have a gateway IP."));
        return ports.createFor(
                subnet.path("network_id").asText(),
                Ports.ROUTER_INTERFACE,
                router.path("id").asText(),
                router.path("project_id").asText(),
                Json.array(List.of(Json.object("subnet_id", subnetId, "ip_address", gateway))));
    }

    private ObjectNode adopted(ObjectNode router, String portId) {
        ObjectNode port = state.port(portId);
        if (!port.path("device_id").asText().isEmpty()) {
            throw new RefusalException(
                    409,
                    "PortInUse",
                    "Unable to complete operation on port " + portId + " for network "
                            + port.path("network_id").asText() + ". Port already has an attached device "
                            + port.path("device_id").asText() + ".");
        }
        for (JsonNode fixed : port.path("fixed_ips")) {
            refuseOverlap(router, state.subnet(fixed.path("subnet_id").asText()));
        }
        port.put("device_id", router.path("id").asText());
        port.put("device_owner", Ports.ROUTER_INTERFACE);
        state.changed(port);
        return port;
    }

    private void refuseOverlap(ObjectNode router, ObjectNode subnet) {
        for (ObjectNode port : interfaces(router.path("id").asText())) {
            for (JsonNode fixed : port.path("fixed_ips")) {
                ObjectNode other = state.subnet(fixed.path("subnet_id").asText());
                if (other.path("id").equals(subnet.path("id"))) {
                    throw new RefusalException(
                            400,
                            "BadRequest",
                            "Bad router request: Router already has a port on subnet "
                                    + subnet.path("id").asText() + ".");
                }
                if (Addresses.range(other).overlaps(Addresses.range(subnet))) {
                    throw new RefusalException(
                            400,
                            "BadRequest",
                            "Bad router request: Cidr " + subnet.path("cidr").asText() + " of subnet "
                                    + subnet.path("id").asText() + " overlaps with cidr "
                                    + other.path("cidr").asText()
                                    + " of subnet " + other.path("id").asText() + ".");
                }
            }
        }
    }

    private Answer removeInterface(Request request, Caller caller) {
        ObjectNode router = find(request.parameter("id"));
        String id = router.path("id").asText();
        JsonNode asked = request.body();
        Optional<String> portId = Json.text(asked, "port_id");
        Optional<String> subnetId = Json.text(asked, "subnet_id");
        if (portId.isEmpty() && subnetId.isEmpty()) {
            throw new RefusalException(
                    400, "BadRequest", "Bad router request: Either subnet_id or port_id must be specified.");
        }
        ObjectNode port = interfaces(id).stream()
                .filter(candidate -> portId.isPresent()
                        ? candidate.path("id").asText().equals(portId.get())
                        : onSubnet(candidate, subnetId.orElseThrow()))
                .findFirst()
                .orElseThrow(() -> portId.isPresent()
                        ? new RefusalException(
                                404,
                                "RouterInterfaceNotFound",
                                "Router " + id + " does not have an interface with id " + portId.get())
                        : new RefusalException(
                                404,
                                "RouterInterfaceNotFoundForSubnet",
                                "Router " + id + " has no interface on subnet " + subnetId.orElseThrow()));
        refuseIfNeeded(router, port);
        JsonNode described = described(router, port);
        ports.forget(port);
        state.changed(router);
        return Answer.of(200, described);
    }

    private void refuseIfNeeded(ObjectNode router, ObjectNode port) {
        String id = router.path("id").asText();
        for (JsonNode fixed : port.path("fixed_ips")) {
            String subnet = fixed.path("subnet_id").asText();
            Cidr range = Addresses.range(state.subnet(subnet));
            if (state.floatingIps()
                    .any(floating -> floating.path("router_id").asText().equals(id)
                            && Cidr.number(floating.path("fixed_ip_address").asText())
                                    .filter(range::contains)
                                    .isPresent())) {
                throw new RefusalException(
                        409,
                        "RouterInterfaceInUseByFloatingIP",
                        "Router interface for subnet " + subnet + " on router " + id
                                + " cannot be deleted, as it is required by one or more floating IPs.");
            }
            for (JsonNode route : router.path("routes")) {
                if (Cidr.number(route.path("nexthop").asText())
                        .filter(range::contains)
                        .isPresent()) {
                    throw new RefusalException(
                            409,
                            "RouterInterfaceInUseByRoute",
                            "Router interface for subnet " + subnet + " on router " + id
                                    + " cannot be deleted, as it is required by one or more routes.");
                }
            }
        }
    }

    private Answer extraRoutes(Request request, boolean adding) {
        ObjectNode router = find(request.parameter("id"));
        List<JsonNode> routes = new java.util.ArrayList<>();
        router.path("routes").forEach(routes::add);
        request.body("router").path("routes").forEach(route -> {
            routes.remove(route);
            if (adding) {
                routes.add(route);
            }
        });
        setRoutes(router, Json.array(routes));
        state.changed(router);
        return Answer.of(200, "router", router);
    }

    private void setRoutes(ObjectNode router, JsonNode routes) {
        for (JsonNode route : routes) {
            Optional<BigInteger> hop = Cidr.number(route.path("nexthop").asText());
            if (hop.isEmpty() || Cidr.parse(route.path("destination").asText()).isEmpty()) {
                throw NetworkState.bad("Invalid input for routes. Reason: " + route + " is no route.");
            }
            boolean connected = state
                    .ports()
                    .where("device_id", router.path("id").asText())
                    .stream()
                    .flatMap(port -> fixedSubnets(port).stream())
                    .anyMatch(subnet -> Addresses.range(state.subnet(subnet)).contains(hop.get()));
            if (!connected) {
                throw new RefusalException(
                        400,
                        "InvalidRoutes",
                        "Invalid format for routes: " + routes + ", the nexthop is not connected with router");
            }
        }
        router.set("routes", routes);
    }

    private static List<String> fixedSubnets(JsonNode port) {
        List<String> subnets = new java.util.ArrayList<>();
        port.path("fixed_ips")
                .forEach(fixed -> subnets.add(fixed.path("subnet_id").asText()));
        return subnets;
    }

    private static boolean onSubnet(JsonNode port, String subnet) {
        return fixedSubnets(port).contains(subnet);
    }

    private static ObjectNode described(ObjectNode router, ObjectNode port) {
        List<String> subnets = fixedSubnets(port);
        return Json.object(
                "id", router.path("id"),
                "tenant_id", router.path("tenant_id"),
                "port_id", port.path("id"),
                "network_id", port.path("network_id"),
                "subnet_id", subnets.isEmpty() ? null : subnets.get(subnets.size() - 1),
                "subnet_ids", subnets,
                "project_id", router.path("project_id"),
                "tags", router.path("tags"));
    }
}
