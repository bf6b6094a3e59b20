package io.patchbay.sandbox.contract;

import static io.patchbay.sandbox.contract.NetworkContractTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about ports, sandbox or real. */
class PortContractTest {
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

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
    void givesAPortAddressAndMac() {
        Reply reply = tenancy.get("network", "/ports/" + port(Json.object()));

        assertThat(reply.text("/port/mac_address")).matches("fa:16:3e(:[0-9a-f]{2}){3}");
        assertThat(reply.text("/port/fixed_ips/0/ip_address")).startsWith("10.77.0.");
        assertThat(reply.text("/port/fixed_ips/0/subnet_id")).isEqualTo(subnet);
        assertThat(reply.text("/port/status")).isEqualTo("DOWN");
        assertThat(reply.text("/port/device_owner")).isEmpty();
        assertThat(reply.text("/port/device_id")).isEmpty();
        assertThat(reply.text("/port/binding:vnic_type")).isEqualTo("normal");
    }

    @Test
    void putsAPortIntoTheUsualGroup() {
        String group = tenancy.get("network", "/ports/" + port(Json.object())).text("/port/security_groups/0");

        assertThat(tenancy.get("network", "/security-groups/" + group).text("/security_group/name"))
                .isEqualTo("default");
    }

    @Test
    void givesAPortTheAddressAndMacThatAreAskedFor() {
        Reply reply = tenancy.get(
                "network",
                "/ports/"
                        + port(Json.object(
                                "mac_address",
                                "FA:16:3e:00:77:50",
                                "fixed_ips",
                                List.of(Json.object("subnet_id", subnet, "ip_address", "10.77.0.50")))));

        assertThat(reply.text("/port/fixed_ips/0/ip_address")).isEqualTo("10.77.0.50");
        assertThat(reply.text("/port/mac_address")).isEqualToIgnoringCase("fa:16:3e:00:77:50");
    }

    @Test
    void givesAnAddressOutsideOfThePools() {
        String id = network("pool");
        JsonNode asked = Json.object(
                "subnet",
                Json.object(
                        "network_id",
                        id,
                        "cidr",
                        "10.82.0.0/24",
                        "ip_version",
                        4,
                        "allocation_pools",
                        List.of(Json.object("start", "10.82.0.10", "end", "10.82.0.10"))));
        tenancy.post("network", "/subnets", asked).is(201);

        Reply reply = tenancy.post(
                        "network",
                        "/ports",
                        Json.object(
                                "port",
                                Json.object(
                                        "network_id",
                                        id,
                                        "fixed_ips",
                                        List.of(Json.object("ip_address", "10.82.0.99")))))
                .is(201);
        tenancy.forget("network", "/ports/" + reply.text("/port/id"));

        assertThat(reply.text("/port/fixed_ips/0/ip_address")).isEqualTo("10.82.0.99");
    }

    @Test
    void runsOutOfAddresses() {
        String id = network("small");
        JsonNode asked = Json.object(
                "subnet",
                Json.object(
                        "network_id",
                        id,
                        "cidr",
                        "10.83.0.0/24",
                        "ip_version",
                        4,
                        "allocation_pools",
                        List.of(Json.object("start", "10.83.0.10", "end", "10.83.0.10"))));
        tenancy.post("network", "/subnets", asked).is(201);
        tenancy.make("network", "ports", "port", Json.object("network_id", id));

        Reply reply = tenancy.post("network", "/ports", Json.object("port", Json.object("network_id", id)))
                .is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("IpAddressGenerationFailure");
    }

    @Test
    void refusesAnAddressThatIsTaken() {
        JsonNode asked =
                Json.object("fixed_ips", List.of(Json.object("subnet_id", subnet, "ip_address", "10.77.0.60")));
        port(asked);

        Reply reply = tenancy.post("network", "/ports", portAsked(asked)).is(409);

        assertThat(reply.body())
                .isEqualTo(error(
                        "IpAddressAlreadyAllocated", "IP address 10.77.0.60 already allocated in subnet " + subnet));
    }

    @Test
    void refusesAnAddressOfAnotherRange() {
        Reply reply = tenancy.post(
                        "network",
                        "/ports",
                        portAsked(Json.object(
                                "fixed_ips", List.of(Json.object("subnet_id", subnet, "ip_address", "10.99.0.60")))))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("InvalidIpForSubnet");
    }

    @Test
    void refusesAMacThatIsTaken() {
        port(Json.object("mac_address", "fa:16:3e:00:77:61"));

        Reply reply = tenancy.post("network", "/ports", portAsked(Json.object("mac_address", "fa:16:3e:00:77:61")))
                .is(409);

        assertThat(reply.body())
                .isEqualTo(error(
                        "MacAddressInUse",
                        "Unable to complete operation for network " + network
                                + ". The mac address fa:16:3e:00:77:61 is in use."));
    }

    @Test
    void refusesAPortOnNoNetwork() {
        tenancy.post("network", "/ports", Json.object("port", Json.object("network_id", ABSENT)))
                .is(404);
    }

    @Test
    void refusesAPortWithAGroupThatIsNotThere() {
        Reply reply = tenancy.post("network", "/ports", portAsked(Json.object("security_groups", List.of(ABSENT))))
                .is(404);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("SecurityGroupNotFound");
    }

    @Test
    void findsPortsByAddress() {
        String id =
                port(Json.object("fixed_ips", List.of(Json.object("subnet_id", subnet, "ip_address", "10.77.0.70"))));

        assertThat(tenancy.get("network", "/ports?fixed_ips=ip_address%3D10.77.0.70&network_id=" + network)
                        .at("/ports"))
                .extracting(found -> found.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void findsPortsByDevice() {
        String id = port(Json.object("device_id", "some-device", "device_owner", "compute:none"));

        assertThat(tenancy.get("network", "/ports?device_id=some-device&network_id=" + network)
                        .at("/ports"))
                .extracting(found -> found.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void refusesToChangeTheNetworkOfAPort() {
        Reply reply = tenancy.put(
                        "network",
                        "/ports/" + port(Json.object()),
                        Json.object("port", Json.object("network_id", ABSENT)))
                .is(400);

        assertThat(reply.text("/NeutronError/message")).isEqualTo("Cannot update read-only attribute network_id");
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

    private static JsonNode portAsked(JsonNode more) {
        return Json.object(
                "port",
                Json.object("network_id", network).setAll((com.fasterxml.jackson.databind.node.ObjectNode) more));
    }

    private static String port(JsonNode more) {
        return tenancy.make("network", "ports", "port", portAsked(more).path("port"));
    }
}
