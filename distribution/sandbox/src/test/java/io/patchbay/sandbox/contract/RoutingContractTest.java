package io.patchbay.sandbox.contract;

import static io.patchbay.sandbox.contract.NetworkContractTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about routers, floating addresses and security groups, sandbox or real. */
class RoutingContractTest {
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";
    private static final JsonNode NOTHING = MissingNode.getInstance();

    private static Tenancy tenancy;
    private static String outside;

    private int ranges;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        tenancy.put("network", "/quotas/" + tenancy.project(), Json.object("quota", Json.object("router", 100)))
                .is(200);
        outside = tenancy.get("network", "/networks?router:external=true").text("/networks/0/id");
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    /** A network with a subnet, and a router to the outside with an interface on it. */
    private record Site(String network, String subnet, String router) {}

    @Test
    void givesARouterAnAddressOutside() {
        Reply reply = tenancy.get("network", "/routers/" + router(Json.object("network_id", outside)))
                .is(200);

        assertThat(reply.text("/router/status")).isEqualTo("ACTIVE");
        assertThat(reply.text("/router/external_gateway_info/network_id")).isEqualTo(outside);
        assertThat(reply.at("/router/external_gateway_info/enable_snat").asBoolean())
                .isTrue();
        assertThat(reply.text("/router/external_gateway_info/external_fixed_ips/0/ip_address"))
                .startsWith("198.51.100.");
    }

    @Test
    void givesARouterTheAddressOutsideThatIsAskedFor() {
        String id = router(Json.object(
                "network_id", outside, "external_fixed_ips", List.of(Json.object("ip_address", "198.51.100.200"))));

        assertThat(tenancy.get("network", "/routers/" + id)
                        .text("/router/external_gateway_info/external_fixed_ips/0/ip_address"))
                .isEqualTo("198.51.100.200");
    }

    @Test
    void refusesAGatewayThatIsInside() {
        String inside = network();

        Reply reply = tenancy.post(
                        "network",
                        "/routers",
                        Json.object("router", Json.object("external_gateway_info", Json.object("network_id", inside))))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("BadRequest");
        assertThat(reply.text("/NeutronError/message")).contains("is not an external network");
    }

    @Test
    void addsAnInterfaceAtTheSubnetsGateway() {
        String network = network();
        String subnet = subnet(network);
        String router = router(NOTHING);

        Reply reply = addInterface(router, subnet).is(200);
        forgetInterface(router, subnet);

        assertThat(reply.text("/id")).isEqualTo(router);
        assertThat(reply.text("/subnet_id")).isEqualTo(subnet);
        assertThat(reply.text("/network_id")).isEqualTo(network);
        assertThat(reply.text("/tenant_id")).isEqualTo(tenancy.project());
        assertThat(reply.at("/subnet_ids")).extracting(JsonNode::asText).containsExactly(subnet);
        Reply port = tenancy.get("network", "/ports/" + reply.text("/port_id"));
        assertThat(port.text("/port/device_owner")).isEqualTo("network:router_interface");
        assertThat(port.text("/port/device_id")).isEqualTo(router);
        assertThat(port.text("/port/fixed_ips/0/ip_address"))
                .isEqualTo(tenancy.get("network", "/subnets/" + subnet).text("/subnet/gateway_ip"));
        assertThat(port.at("/port/security_groups")).isEmpty();
    }

    @Test
    void addsAnInterfaceOfAPort() {
        String network = network();
        String subnet = subnet(network);
        String router = router(NOTHING);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));

        tenancy.put("network", "/routers/" + router + "/add_router_interface", Json.object("port_id", port))
                .is(200);

        assertThat(tenancy.get("network", "/ports/" + port).text("/port/device_owner"))
                .isEqualTo("network:router_interface");
        tenancy.put("network", "/routers/" + router + "/remove_router_interface", Json.object("subnet_id", subnet))
                .is(200);
        tenancy.get("network", "/ports/" + port).is(404);
    }

    @Test
    void refusesASecondInterfaceOnASubnet() {
        Site site = site(false);

        Reply reply = addInterface(site.router(), site.subnet()).is(400);

        assertThat(reply.body())
                .isEqualTo(error(
                        "BadRequest",
                        "Bad router request: Router already has a port on subnet " + site.subnet() + "."));
    }

    @Test
    void refusesAnInterfaceOnNothing() {
        assertThat(addInterface(router(NOTHING), ABSENT).is(404).text("/NeutronError/type"))
                .isEqualTo("SubnetNotFound");
    }

    @Test
    void refusesAnInterfaceOfNothing() {
        Reply reply = tenancy.put("network", "/routers/" + router(NOTHING) + "/add_router_interface", Json.object())
                .is(400);

        assertThat(reply.text("/NeutronError/message")).contains("Either subnet_id or port_id must be specified");
    }

    @Test
    void doesNotDeleteARouterInUse() {
        Site site = site(false);
        String port = tenancy.get(
                        "network", "/ports?device_id=" + site.router() + "&device_owner=network:router_interface")
                .text("/ports/0/id");

        Reply reply = tenancy.delete("network", "/routers/" + site.router()).is(409);

        assertThat(reply.body())
                .isEqualTo(error("RouterInUse", "Router " + site.router() + " has ports still attached: " + port));
    }

    @Test
    void doesNotDeleteAnInterfacesPort() {
        Site site = site(false);
        String port = tenancy.get(
                        "network", "/ports?device_id=" + site.router() + "&device_owner=network:router_interface")
                .text("/ports/0/id");

        Reply reply = tenancy.delete("network", "/ports/" + port).is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("ServicePortInUse");
        assertThat(reply.text("/NeutronError/message"))
                .startsWith("Port " + port
                        + " cannot be deleted directly via the port API: has device owner network:router_interface");
    }

    @Test
    void removesAnInterfaceOnce() {
        String subnet = subnet(network());
        String router = router(NOTHING);
        addInterface(router, subnet).is(200);
        String path = "/routers/" + router + "/remove_router_interface";
        tenancy.put("network", path, Json.object("subnet_id", subnet)).is(200);

        Reply reply =
                tenancy.put("network", path, Json.object("subnet_id", subnet)).is(404);

        assertThat(reply.body())
                .isEqualTo(error(
                        "RouterInterfaceNotFoundForSubnet",
                        "Router " + router + " has no interface on subnet " + subnet));
    }

    @Test
    void keepsRoutesOfARouter() {
        Site site = site(false);
        String gateway = tenancy.get("network", "/subnets/" + site.subnet()).text("/subnet/gateway_ip");
        String hop = gateway.substring(0, gateway.lastIndexOf('.')) + ".9";
        JsonNode routes = Json.array(List.of(Json.object("destination", "10.200.0.0/16", "nexthop", hop)));

        Reply reply = tenancy.put(
                        "network", "/routers/" + site.router(), Json.object("router", Json.object("routes", routes)))
                .is(200);

        assertThat(reply.text("/router/routes/0/nexthop")).isEqualTo(hop);
        tenancy.put("network", "/routers/" + site.router(), Json.object("router", Json.object("routes", List.of())));
    }

    @Test
    void refusesARouteThatLeadsNowhere() {
        JsonNode routes = Json.array(List.of(Json.object("destination", "10.200.0.0/16", "nexthop", "10.201.0.9")));

        Reply reply = tenancy.put(
                        "network", "/routers/" + router(NOTHING), Json.object("router", Json.object("routes", routes)))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("InvalidRoutes");
    }

    @Test
    void allocatesAFloatingAddressThatIsDown() {
        Reply reply = tenancy.get("network", "/floatingips/" + floatingIp()).is(200);

        assertThat(reply.text("/floatingip/floating_ip_address")).startsWith("198.51.100.");
        assertThat(reply.text("/floatingip/status")).isEqualTo("DOWN");
        assertThat(reply.at("/floatingip/port_id").isNull()).isTrue();
        assertThat(reply.at("/floatingip/fixed_ip_address").isNull()).isTrue();
        assertThat(reply.at("/floatingip/router_id").isNull()).isTrue();
        assertThat(reply.text("/floatingip/tenant_id")).isEqualTo(tenancy.project());
    }

    @Test
    void allocatesTheFloatingAddressThatIsAskedFor() {
        String id = tenancy.make(
                "network",
                "floatingips",
                "floatingip",
                Json.object("floating_network_id", outside, "floating_ip_address", "198.51.100.210"));

        assertThat(tenancy.get("network", "/floatingips/" + id).text("/floatingip/floating_ip_address"))
                .isEqualTo("198.51.100.210");
    }

    @Test
    void refusesAFloatingAddressThatIsTaken() {
        String address = tenancy.get("network", "/floatingips/" + floatingIp()).text("/floatingip/floating_ip_address");

        Reply reply = tenancy.post(
                        "network",
                        "/floatingips",
                        Json.object(
                                "floatingip",
                                Json.object("floating_network_id", outside, "floating_ip_address", address)))
                .is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("IpAddressAlreadyAllocated");
    }

    @Test
    void refusesAFloatingAddressOfANetworkInside() {
        Reply reply = tenancy.post(
                        "network",
                        "/floatingips",
                        Json.object("floatingip", Json.object("floating_network_id", network())))
                .is(400);

        assertThat(reply.text("/NeutronError/message")).contains("is not a valid external network");
    }

    @Test
    void leadsAFloatingAddressToAPort() {
        Site site = site(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        String id = floatingIp();

        Reply reply = lead(id, port).is(200);

        assertThat(reply.text("/floatingip/port_id")).isEqualTo(port);
        assertThat(reply.text("/floatingip/router_id")).isEqualTo(site.router());
        assertThat(reply.text("/floatingip/fixed_ip_address"))
                .isEqualTo(tenancy.get("network", "/ports/" + port).text("/port/fixed_ips/0/ip_address"));
    }

    @Test
    void leadsAFloatingAddressNowhereAgain() {
        Site site = site(true);
        String id = floatingIp();
        lead(id, tenancy.make("network", "ports", "port", Json.object("network_id", site.network())))
                .is(200);

        Reply reply = tenancy.put(
                        "network", "/floatingips/" + id, Json.object("floatingip", Json.object("port_id", null)))
                .is(200);

        assertThat(reply.at("/floatingip/port_id").isNull()).isTrue();
        assertThat(reply.at("/floatingip/router_id").isNull()).isTrue();
    }

    @Test
    void forgetsAPortThatAFloatingAddressLedTo() {
        Site site = site(true);
        String id = floatingIp();
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        lead(id, port).is(200);

        tenancy.delete("network", "/ports/" + port).is(204);

        assertThat(tenancy.get("network", "/floatingips/" + id)
                        .at("/floatingip/port_id")
                        .isNull())
                .isTrue();
    }

    @Test
    void refusesAPortThatNoRouterReaches() {
        String network = network();
        String subnet = subnet(network);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));

        Reply reply = lead(floatingIp(), port).is(404);

        assertThat(reply.body())
                .isEqualTo(error(
                        "ExternalGatewayForFloatingIPNotFound",
                        "External network " + outside + " is not reachable from subnet " + subnet
                                + ".  Therefore, cannot associate Port " + port + " with a Floating IP."));
    }

    @Test
    void refusesASecondFloatingAddressOfAPort() {
        Site site = site(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        lead(floatingIp(), port).is(200);

        assertThat(lead(floatingIp(), port).is(409).text("/NeutronError/type"))
                .isEqualTo("FloatingIPPortAlreadyAssociated");
    }

    @Test
    void keepsAnInterfaceThatAFloatingAddressNeeds() {
        Site site = site(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        lead(floatingIp(), port).is(200);

        Reply reply = tenancy.put(
                        "network",
                        "/routers/" + site.router() + "/remove_router_interface",
                        Json.object("subnet_id", site.subnet()))
                .is(409);

        assertThat(reply.body())
                .isEqualTo(error(
                        "RouterInterfaceInUseByFloatingIP",
                        "Router interface for subnet " + site.subnet() + " on router " + site.router()
                                + " cannot be deleted, as it is required by one or more floating IPs."));
    }

    @Test
    void keepsAGatewayThatAFloatingAddressNeeds() {
        Site site = site(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        lead(floatingIp(), port).is(200);

        Reply reply = tenancy.put(
                        "network",
                        "/routers/" + site.router(),
                        Json.object("router", Json.object("external_gateway_info", Json.object())))
                .is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("RouterExternalGatewayInUseByFloatingIp");
    }

    @Test
    void deletesAFloatingAddressOnce() {
        String id = floatingIp();
        tenancy.delete("network", "/floatingips/" + id).is(204);

        assertThat(tenancy.delete("network", "/floatingips/" + id).is(404).body())
                .isEqualTo(error("FloatingIPNotFound", "Floating IP " + id + " could not be found"));
    }

    @Test
    void tagsRoutersAndFloatingAddresses() {
        for (String path : List.of("/routers/" + router(NOTHING), "/floatingips/" + floatingIp())) {
            tenancy.put("network", path + "/tags", Json.object("tags", List.of("a")))
                    .is(200);
        }
    }

    private static Reply lead(String floatingIp, String port) {
        return tenancy.put(
                "network", "/floatingips/" + floatingIp, Json.object("floatingip", Json.object("port_id", port)));
    }

    private Site site(boolean toOutside) {
        String network = network();
        String subnet = subnet(network);
        String router = router(toOutside ? Json.object("network_id", outside) : NOTHING);
        addInterface(router, subnet).is(200);
        forgetInterface(router, subnet);
        return new Site(network, subnet, router);
    }

    private static Reply addInterface(String router, String subnet) {
        return tenancy.put("network", "/routers/" + router + "/add_router_interface", Json.object("subnet_id", subnet));
    }

    private static void forgetInterface(String router, String subnet) {
        tenancy.forgetBy(() -> tenancy.put(
                "network", "/routers/" + router + "/remove_router_interface", Json.object("subnet_id", subnet)));
    }

    private static String network() {
        return tenancy.make("network", "networks", "network", Json.object("name", tenancy.name("net")));
    }

    private String subnet(String network) {
        ranges++;
        return tenancy.make(
                "network",
                "subnets",
                "subnet",
                Json.object("network_id", network, "cidr", "10.50." + ranges + ".0/24", "ip_version", 4));
    }

    private static String router(JsonNode gateway) {
        return tenancy.make(
                "network",
                "routers",
                "router",
                gateway.isMissingNode()
                        ? Json.object("name", tenancy.name("router"))
                        : Json.object("name", tenancy.name("router"), "external_gateway_info", gateway));
    }

    private static String floatingIp() {
        return tenancy.make("network", "floatingips", "floatingip", Json.object("floating_network_id", outside));
    }
}
