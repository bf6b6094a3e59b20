package io.patchbay.sandbox.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;

/** A project with networks, and with routers that lead outside. Confined to the test's thread. */
final class RoutedProject implements AutoCloseable {
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private final Tenancy tenancy = Tenancy.open();
    private final String outside;
    private int ranges;

    RoutedProject() {
        tenancy.put("network", "/quotas/" + tenancy.project(), Json.object("quota", Json.object("router", 100)))
                .is(200);
        outside = tenancy.get("network", "/networks?router:external=true").text("/networks/0/id");
    }

    /** A network with a subnet, and a router with an interface on it. */
    record Site(String network, String subnet, String router) {}

    Tenancy tenancy() {
        return tenancy;
    }

    /** The network outside. */
    String outside() {
        return outside;
    }

    /** @param toOutside whether the router leads there */
    Site site(boolean toOutside) {
        String network = network();
        String subnet = subnet(network);
        String router = router(toOutside ? Json.object("network_id", outside) : NOTHING);
        addInterface(router, subnet).is(200);
        forgetInterface(router, subnet);
        return new Site(network, subnet, router);
    }

    String network() {
        return tenancy.make("network", "networks", "network", Json.object("name", tenancy.name("net")));
    }

    String subnet(String network) {
        ranges++;
        return tenancy.make(
                "network",
                "subnets",
                "subnet",
                Json.object("network_id", network, "cidr", "10.50." + ranges + ".0/24", "ip_version", 4));
    }

    /** @param gateway where it leads; missing if it does not lead outside */
    String router(JsonNode gateway) {
        return tenancy.make(
                "network",
                "routers",
                "router",
                gateway.isMissingNode()
                        ? Json.object("name", tenancy.name("router"))
                        : Json.object("name", tenancy.name("router"), "external_gateway_info", gateway));
    }

    Reply addInterface(String router, String subnet) {
        return tenancy.put("network", "/routers/" + router + "/add_router_interface", Json.object("subnet_id", subnet));
    }

    /** Has it removed at the end, before router and subnet are. */
    void forgetInterface(String router, String subnet) {
        tenancy.forgetBy(() -> tenancy.put(
                "network", "/routers/" + router + "/remove_router_interface", Json.object("subnet_id", subnet)));
    }

    @Override
    public void close() {
        tenancy.close();
    }
}
