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

/** What Neutron answers about routers, sandbox or real. */
class RouterContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static RoutedProject project;
    private static Tenancy tenancy;

    @BeforeAll
    static void open() {
        project = new RoutedProject();
        tenancy = project.tenancy();
    }

    @AfterAll
    static void close() {
        project.close();
    }

    @Test
    void givesARouterAnAddressOutside() {
        Reply reply = tenancy.get("network", "/routers/" + project.router(Json.object("network_id", project.outside())))
                .is(200);

        assertThat(reply.text("/router/status")).isEqualTo("ACTIVE");
        assertThat(reply.text("/router/external_gateway_info/network_id")).isEqualTo(project.outside());
        assertThat(reply.at("/router/external_gateway_info/enable_snat").asBoolean())
                .isTrue();
        assertThat(reply.text("/router/external_gateway_info/external_fixed_ips/0/ip_address"))
                .startsWith("198.51.100.");
    }

    @Test
    void givesARouterTheAddressOutsideThatIsAskedFor() {
        String id = project.router(Json.object(
                "network_id",
                project.outside(),
                "external_fixed_ips",
                List.of(Json.object("ip_address", "198.51.100.200"))));

        assertThat(tenancy.get("network", "/routers/" + id)
                        .text("/router/external_gateway_info/external_fixed_ips/0/ip_address"))
                .isEqualTo("198.51.100.200");
    }

    @Test
    void refusesAGatewayThatIsInside() {
        String inside = project.network();

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
        String network = project.network();
        String subnet = project.subnet(network);
        String router = project.router(NOTHING);

        Reply reply = project.addInterface(router, subnet).is(200);
        project.forgetInterface(router, subnet);

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
        String network = project.network();
        String subnet = project.subnet(network);
        String router = project.router(NOTHING);
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
        RoutedProject.Site site = project.site(false);

        Reply reply = project.addInterface(site.router(), site.subnet()).is(400);

        assertThat(reply.body())
                .isEqualTo(error(
                        "BadRequest",
                        "Bad router request: Router already has a port on subnet " + site.subnet() + "."));
    }

    @Test
    void refusesAnInterfaceOnNothing() {
        assertThat(project.addInterface(project.router(NOTHING), ABSENT).is(404).text("/NeutronError/type"))
                .isEqualTo("SubnetNotFound");
    }

    @Test
    void refusesAnInterfaceOfNothing() {
        Reply reply = tenancy.put(
                        "network", "/routers/" + project.router(NOTHING) + "/add_router_interface", Json.object())
                .is(400);

        assertThat(reply.text("/NeutronError/message")).contains("Either subnet_id or port_id must be specified");
    }

    @Test
    void doesNotDeleteARouterInUse() {
        RoutedProject.Site site = project.site(false);
        String port = tenancy.get(
                        "network", "/ports?device_id=" + site.router() + "&device_owner=network:router_interface")
                .text("/ports/0/id");

        Reply reply = tenancy.delete("network", "/routers/" + site.router()).is(409);

        assertThat(reply.body())
                .isEqualTo(error("RouterInUse", "Router " + site.router() + " has ports still attached: " + port));
    }

    @Test
    void doesNotDeleteAnInterfacesPort() {
        RoutedProject.Site site = project.site(false);
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
        String subnet = project.subnet(project.network());
        String router = project.router(NOTHING);
        project.addInterface(router, subnet).is(200);
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
        RoutedProject.Site site = project.site(false);
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
                        "network",
                        "/routers/" + project.router(NOTHING),
                        Json.object("router", Json.object("routes", routes)))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("InvalidRoutes");
    }

    @Test
    void takesTags() {
        tenancy.put("network", "/routers/" + project.router(NOTHING) + "/tags", Json.object("tags", List.of("a")))
                .is(200);
    }
}
