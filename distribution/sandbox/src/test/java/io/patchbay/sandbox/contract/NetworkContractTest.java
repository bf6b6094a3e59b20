package io.patchbay.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about networks, subnets and tags, sandbox or real. */
class NetworkContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
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
    void refusesWhoHasNoToken() {
        Reply reply = tenancy.exchange("GET", tenancy.base("network") + "/networks", NOTHING, Map.of())
                .is(401);

        assertThat(reply.body())
                .isEqualTo(Json.object(
                        "error",
                        Json.object(
                                "code", 401,
                                "title", "Unauthorized",
                                "message", "The request you have made requires authentication.")));
        assertThat(reply.header("WWW-Authenticate")).startsWith("Keystone uri=");
    }

    @Test
    void makesANetworkThatIsActiveAtOnce() {
        Reply reply = tenancy.post(
                        "network",
                        "/networks",
                        Json.object("network", Json.object("name", tenancy.name("n"), "mtu", 1400, "description", "d")))
                .is(201);
        tenancy.forget("network", "/networks/" + reply.text("/network/id"));

        assertThat(reply.text("/network/status")).isEqualTo("ACTIVE");
        assertThat(reply.at("/network/mtu").asInt()).isEqualTo(1400);
        assertThat(reply.text("/network/project_id")).isEqualTo(tenancy.project());
        assertThat(reply.text("/network/tenant_id")).isEqualTo(tenancy.project());
        assertThat(reply.at("/network/subnets")).isEmpty();
        assertThat(reply.at("/network/shared").asBoolean()).isFalse();
        assertThat(reply.at("/network/router:external").asBoolean()).isFalse();
        assertThat(reply.at("/network/port_security_enabled").asBoolean()).isTrue();
        assertThat(reply.at("/network/revision_number").asInt()).isEqualTo(1);
        assertThat(reply.text("/network/created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void makesANetworkForAnotherProject() {
        String admin = tenancy.get("identity", "/projects?name=admin").text("/projects/0/id");
        String id = tenancy.make(
                "network", "networks", "network", Json.object("name", tenancy.name("theirs"), "project_id", admin));

        assertThat(tenancy.get("network", "/networks/" + id).text("/network/tenant_id"))
                .isEqualTo(admin);
    }

    @Test
    void letsNamesBeTakenTwice() {
        String first = network("twin");
        String second = network("twin");

        assertThat(tenancy.get("network", "/networks?name=" + tenancy.name("twin"))
                        .at("/networks"))
                .extracting(found -> found.path("id").asText())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void hasAnExternalNetwork() {
        Reply reply = tenancy.get("network", "/networks?router:external=true").is(200);

        assertThat(reply.at("/networks")).isNotEmpty();
        assertThat(reply.at("/networks"))
                .allMatch(found -> found.path("router:external").asBoolean());
    }

    @Test
    void showsOnlyTheFieldsThatAreAskedFor() {
        Reply reply = tenancy.get("network", "/networks/" + network + "?fields=id&fields=name");

        assertThat(reply.at("/network").fieldNames()).toIterable().containsExactlyInAnyOrder("id", "name");
    }

    @Test
    void refusesAFilterThatItDoesNotKnow() {
        Reply reply = tenancy.get("network", "/networks?colour=blue").is(400);

        assertThat(reply.text("/NeutronError/message")).contains("colour").contains("invalid attribute for filtering");
    }

    @Test
    void refusesAnAttributeThatItDoesNotKnow() {
        Reply reply = tenancy.post("network", "/networks", Json.object("network", Json.object("colour", "blue")))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("HTTPBadRequest");
        assertThat(reply.text("/NeutronError/message")).isEqualTo("Unrecognized attribute(s) 'colour'");
    }

    @Test
    void refusesTagsWhenANetworkIsMade() {
        Reply reply = tenancy.post("network", "/networks", Json.object("network", Json.object("tags", List.of("a"))))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("HTTPBadRequest");
    }

    @Test
    void refusesABodyWithoutTheResource() {
        tenancy.post("network", "/networks", Json.object("colour", "blue")).is(400);
    }

    @Test
    void changesAName() {
        String id = network("old");

        Reply reply = tenancy.put("network", "/networks/" + id, Json.object("network", Json.object("name", "new")))
                .is(200);

        assertThat(reply.text("/network/name")).isEqualTo("new");
        assertThat(reply.at("/network/revision_number").asInt()).isGreaterThan(1);
    }

    @Test
    void doesNotKnowANetworkThatIsNotThere() {
        Reply reply = tenancy.get("network", "/networks/" + ABSENT).is(404);

        assertThat(reply.body()).isEqualTo(error("NetworkNotFound", "Network " + ABSENT + " could not be found."));
    }

    @Test
    void doesNotDeleteANetworkThatIsNotThere() {
        tenancy.delete("network", "/networks/" + ABSENT).is(404);
    }

    @Test
    void doesNotDeleteANetworkInUse() {
        String port = port(Json.object());

        Reply reply = tenancy.delete("network", "/networks/" + network).is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("NetworkInUse");
        assertThat(reply.text("/NeutronError/message"))
                .startsWith("Unable to complete operation on network " + network
                        + ". There are one or more ports still in use on the network")
                .contains(port);
    }

    @Test
    void deletesSubnetsWithTheirNetwork() {
        String id = network("whole");
        String inside = subnet(id, "10.9.0.0/24");
        tenancy.delete("network", "/networks/" + id).is(204);

        tenancy.get("network", "/subnets/" + inside).is(404);
    }

    @Test
    void doesNotDeleteASubnetInUse() {
        port(Json.object());

        Reply reply = tenancy.delete("network", "/subnets/" + subnet).is(409);

        assertThat(reply.body())
                .isEqualTo(error(
                        "SubnetInUse",
                        "Unable to complete operation on subnet " + subnet
                                + ": One or more ports have an IP allocation from this subnet."));
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
    void replacesTags() {
        String id = network("tags");

        Reply reply = tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of("a", "b")))
                .is(200);

        assertThat(reply.at("/tags")).extracting(JsonNode::asText).containsExactlyInAnyOrder("a", "b");
        assertThat(tenancy.get("network", "/networks/" + id).at("/network/tags"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void tellsTags() {
        String id = network("tell");
        tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of("a")));

        assertThat(tenancy.get("network", "/networks/" + id + "/tags").is(200).body())
                .isEqualTo(Json.object("tags", List.of("a")));
    }

    @Test
    void addsAndTakesATag() {
        String path = "/networks/" + network("one-tag") + "/tags/x";

        tenancy.put("network", path, NOTHING).is(201);
        tenancy.get("network", path).is(204);
        tenancy.delete("network", path).is(204);
        assertThat(tenancy.get("network", path).is(404).text("/NeutronError/type"))
                .isEqualTo("TagNotFound");
    }

    @Test
    void findsResourcesByTag() {
        String tag = "patchbay:" + tenancy.name("key");
        String id = network("found");
        tenancy.put("network", "/networks/" + id + "/tags", Json.object("tags", List.of(tag)));

        assertThat(tenancy.get("network", "/networks?tags=" + tag).at("/networks"))
                .extracting(found -> found.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void refusesATagThatIsTooLong() {
        String tooLong = "x".repeat(256);

        tenancy.put("network", "/networks/" + network + "/tags", Json.object("tags", List.of(tooLong)))
                .is(400);
    }

    @Test
    void takesTagsOfUpTo255Characters() {
        tenancy.put(
                        "network",
                        "/networks/" + network("long-tag") + "/tags",
                        Json.object("tags", List.of("x".repeat(255))))
                .is(200);
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
    void tagsNothingThatIsNotThere() {
        Reply reply = tenancy.put("network", "/networks/" + ABSENT + "/tags", Json.object("tags", List.of("a")))
                .is(404);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("TagResourceNotFound");
    }

    @Test
    void keepsToItsQuota() {
        try (Tenancy poor = Tenancy.open()) {
            poor.put("network", "/quotas/" + poor.project(), Json.object("quota", Json.object("network", 1)))
                    .is(200);
            poor.make("network", "networks", "network", Json.object("name", "one"));

            Reply reply = poor.post("network", "/networks", Json.object("network", Json.object("name", "two")))
                    .is(409);

            assertThat(reply.body()).isEqualTo(error("OverQuota", "Quota exceeded for resources: ['network']."));
            poor.delete("network", "/quotas/" + poor.project()).is(204);
        }
    }

    @Test
    void tellsItsUsualQuotas() {
        Reply reply = tenancy.get("network", "/quotas/" + tenancy.project()).is(200);

        assertThat(reply.at("/quota/network").asInt()).isEqualTo(100);
        assertThat(reply.at("/quota/subnet").asInt()).isEqualTo(100);
        assertThat(reply.at("/quota/port").asInt()).isEqualTo(500);
        assertThat(reply.at("/quota/router").asInt()).isEqualTo(10);
        assertThat(reply.at("/quota/floatingip").asInt()).isEqualTo(50);
        assertThat(reply.at("/quota/security_group").asInt()).isEqualTo(10);
        assertThat(reply.at("/quota/security_group_rule").asInt()).isEqualTo(100);
    }

    @Test
    void knowsNoOtherPaths() {
        tenancy.get("network", "/nothing-of-that-name").is(404);
    }

    @Test
    void marksEachAnswerWithAnId() {
        assertThat(tenancy.get("network", "/networks/" + network).header("x-openstack-request-id"))
                .matches("req-[0-9a-f-]{36}");
    }

    static JsonNode error(String type, String message) {
        return Json.object("NeutronError", Json.object("type", type, "message", message, "detail", ""));
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
