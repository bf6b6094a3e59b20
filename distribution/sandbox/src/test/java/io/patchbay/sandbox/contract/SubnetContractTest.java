package io.patchbay.sandbox.contract;

import static io.patchbay.sandbox.contract.NetworkContractTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about subnets, sandbox or real. */
class SubnetContractTest {
    private static Tenancy tenancy;
    private static String network;
    private static String subnet;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        network = network("shared");
        subnet = subnet(network, "10.77.0.0/24");
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void choosesGatewayAndPoolOfASubnet() {
        Reply reply = tenancy.get("network", "/subnets/" + subnet).is(200);

        assertThat(reply.text("/subnet/gateway_ip")).isEqualTo("10.77.0.1");
        assertThat(reply.at("/subnet/allocation_pools"))
                .isEqualTo(Json.array(List.of(Json.object("start", "10.77.0.2", "end", "10.77.0.254"))));
        assertThat(reply.at("/subnet/enable_dhcp").asBoolean()).isTrue();
        assertThat(reply.at("/subnet/dns_nameservers")).isEmpty();
    }

    @Test
    void keepsWhatASubnetWasGiven() {
        String id = network("given");
        Reply reply = tenancy.post(
                        "network",
                        "/subnets",
                        Json.object(
                                "subnet",
                                Json.object(
                                        "name",
                                        tenancy.name("given"),
                                        "network_id",
                                        id,
                                        "cidr",
                                        "10.78.0.0/24",
                                        "ip_version",
                                        4,
                                        "gateway_ip",
                                        null,
                                        "dns_nameservers",
                                        List.of("9.9.9.9"),
                                        "host_routes",
                                        List.of(Json.object("destination", "10.99.0.0/16", "nexthop", "10.78.0.254")),
                                        "allocation_pools",
                                        List.of(Json.object("start", "10.78.0.10", "end", "10.78.0.20")))))
                .is(201);

        assertThat(reply.at("/subnet/gateway_ip").isNull()).isTrue();
        assertThat(reply.text("/subnet/dns_nameservers/0")).isEqualTo("9.9.9.9");
        assertThat(reply.text("/subnet/host_routes/0/nexthop")).isEqualTo("10.78.0.254");
        assertThat(reply.text("/subnet/allocation_pools/0/end")).isEqualTo("10.78.0.20");
        assertThat(tenancy.get("network", "/networks/" + id).text("/network/subnets/0"))
                .isEqualTo(reply.text("/subnet/id"));
    }

    @Test
    void knowsSubnetsOfVersion6() {
        Reply reply = tenancy.post(
                        "network",
                        "/subnets",
                        Json.object(
                                "subnet",
                                Json.object("network_id", network("six"), "cidr", "fd00:77::/64", "ip_version", 6)))
                .is(201);

        assertThat(reply.text("/subnet/gateway_ip")).isEqualTo("fd00:77::");
        assertThat(reply.text("/subnet/allocation_pools/0/start")).isEqualTo("fd00:77::1");
        assertThat(reply.text("/subnet/allocation_pools/0/end")).isEqualTo("fd00:77::ffff:ffff:ffff:ffff");
    }

    @Test
    void refusesASubnetThatOverlapsAnother() {
        Reply reply = tenancy.post("network", "/subnets", subnetAsked(network, "10.77.0.0/25"))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("InvalidInput");
        assertThat(reply.text("/NeutronError/message"))
                .isEqualTo("Invalid input for operation: Requested subnet with cidr: 10.77.0.0/25 for network: "
                        + network + " overlaps with another subnet.");
    }

    @Test
    void refusesARangeThatIsNone() {
        Reply reply = tenancy.post("network", "/subnets", subnetAsked(network, "10.300.0.0/24"))
                .is(400);

        assertThat(reply.text("/NeutronError/message"))
                .isEqualTo("Invalid input for operation: 10.300.0.0/24 is not in a CIDR format.");
    }

    @Test
    void refusesAPoolOutsideOfItsRange() {
        JsonNode asked = Json.object(
                "subnet",
                Json.object(
                        "network_id",
                        network,
                        "cidr",
                        "10.80.0.0/24",
                        "ip_version",
                        4,
                        "allocation_pools",
                        List.of(Json.object("start", "10.81.0.1", "end", "10.81.0.9"))));

        assertThat(tenancy.post("network", "/subnets", asked).is(400).text("/NeutronError/type"))
                .isEqualTo("OutOfBoundsAllocationPool");
    }

    @Test
    void refusesAGatewayInAPool() {
        JsonNode asked = Json.object(
                "subnet",
                Json.object(
                        "network_id",
                        network,
                        "cidr",
                        "10.80.0.0/24",
                        "ip_version",
                        4,
                        "gateway_ip",
                        "10.80.0.5",
                        "allocation_pools",
                        List.of(Json.object("start", "10.80.0.1", "end", "10.80.0.9"))));

        assertThat(tenancy.post("network", "/subnets", asked).is(409).text("/NeutronError/type"))
                .isEqualTo("GatewayConflictWithAllocationPools");
    }

    @Test
    void wantsToKnowTheIpVersion() {
        Reply reply = tenancy.post(
                        "network",
                        "/subnets",
                        Json.object("subnet", Json.object("network_id", network, "cidr", "10.80.0.0/24")))
                .is(400);

        assertThat(reply.text("/NeutronError/message"))
                .isEqualTo("Failed to parse request. Required attribute 'ip_version' not specified");
    }

    @Test
    void doesNotDeleteASubnetInUse() {
        port();

        Reply reply = tenancy.delete("network", "/subnets/" + subnet).is(409);

        assertThat(reply.body())
                .isEqualTo(error(
                        "SubnetInUse",
                        "Unable to complete operation on subnet " + subnet
                                + ": One or more ports have an IP allocation from this subnet."));
    }

    @Test
    void deletesSubnetsWithTheirNetwork() {
        String id = network("whole");
        String inside = subnet(id, "10.9.0.0/24");
        tenancy.delete("network", "/networks/" + id).is(204);

        tenancy.get("network", "/subnets/" + inside).is(404);
    }

    private static String network(String name) {
        return tenancy.make("network", "networks", "network", Json.object("name", tenancy.name(name)));
    }

    private static JsonNode subnetAsked(String network, String cidr) {
        return Json.object("subnet", Json.object("network_id", network, "cidr", cidr, "ip_version", 4));
    }

    private static String subnet(String network, String cidr) {
        return tenancy.make(
                "network", "subnets", "subnet", subnetAsked(network, cidr).path("subnet"));
    }

    private static String port() {
        return tenancy.make("network", "ports", "port", Json.object("network_id", network));
    }
}
