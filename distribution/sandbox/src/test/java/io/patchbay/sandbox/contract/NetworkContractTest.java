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

/** What Neutron answers about networks, and to whatever it is asked, sandbox or real. */
class NetworkContractTest {
    private static final JsonNode NOTHING = MissingNode.getInstance();
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static Tenancy tenancy;
    private static String network;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        network = network("shared");
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
        String port = port();

        Reply reply = tenancy.delete("network", "/networks/" + network).is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("NetworkInUse");
        assertThat(reply.text("/NeutronError/message"))
                .startsWith("Unable to complete operation on network " + network
                        + ". There are one or more ports still in use on the network")
                .contains(port);
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

    private static String port() {
        return tenancy.make("network", "ports", "port", Json.object("network_id", network));
    }
}
