package io.patchbay.sandbox.contract;

import static io.patchbay.sandbox.contract.NetworkContractTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about floating addresses, sandbox or real. */
class FloatingIpContractTest {
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
                Json.object("floating_network_id", project.outside(), "floating_ip_address", "198.51.100.210"));

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
                                Json.object("floating_network_id", project.outside(), "floating_ip_address", address)))
                .is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("IpAddressAlreadyAllocated");
    }

    @Test
    void refusesAFloatingAddressOfANetworkInside() {
        Reply reply = tenancy.post(
                        "network",
                        "/floatingips",
                        Json.object("floatingip", Json.object("floating_network_id", project.network())))
                .is(400);

        assertThat(reply.text("/NeutronError/message")).contains("is not a valid external network");
    }

    @Test
    void leadsAFloatingAddressToAPort() {
        RoutedProject.Site site = project.site(true);
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
        RoutedProject.Site site = project.site(true);
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
        RoutedProject.Site site = project.site(true);
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
        String network = project.network();
        String subnet = project.subnet(network);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", network));

        Reply reply = lead(floatingIp(), port).is(404);

        assertThat(reply.body())
                .isEqualTo(error(
                        "ExternalGatewayForFloatingIPNotFound",
                        "External network " + project.outside() + " is not reachable from subnet " + subnet
                                + ".  Therefore, cannot associate Port " + port + " with a Floating IP."));
    }

    @Test
    void refusesASecondFloatingAddressOfAPort() {
        RoutedProject.Site site = project.site(true);
        String port = tenancy.make("network", "ports", "port", Json.object("network_id", site.network()));
        lead(floatingIp(), port).is(200);

        assertThat(lead(floatingIp(), port).is(409).text("/NeutronError/type"))
                .isEqualTo("FloatingIPPortAlreadyAssociated");
    }

    @Test
    void keepsAnInterfaceThatAFloatingAddressNeeds() {
        RoutedProject.Site site = project.site(true);
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
        RoutedProject.Site site = project.site(true);
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
    void takesTags() {
        tenancy.put("network", "/floatingips/" + floatingIp() + "/tags", Json.object("tags", List.of("a")))
                .is(200);
    }

    private static Reply lead(String floatingIp, String port) {
        return tenancy.put(
                "network", "/floatingips/" + floatingIp, Json.object("floatingip", Json.object("port_id", port)));
    }

    private static String floatingIp() {
        return tenancy.make(
                "network", "floatingips", "floatingip", Json.object("floating_network_id", project.outside()));
    }
}
