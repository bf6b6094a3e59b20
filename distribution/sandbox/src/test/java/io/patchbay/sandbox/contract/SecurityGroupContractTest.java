package io.patchbay.sandbox.contract;

import static io.patchbay.sandbox.contract.NetworkContractTest.error;
import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Neutron answers about security groups, sandbox or real. */
class SecurityGroupContractTest {
    private static final String ABSENT = "01234567-89ab-cdef-0123-456789abcdef";

    private static Tenancy tenancy;

    @BeforeAll
    static void open() {
        tenancy = Tenancy.open();
        tenancy.put(
                        "network",
                        "/quotas/" + tenancy.project(),
                        Json.object("quota", Json.object("security_group", 100, "security_group_rule", 500)))
                .is(200);
    }

    @AfterAll
    static void close() {
        tenancy.close();
    }

    @Test
    void hasAGroupFromTheFirstTouch() {
        try (Tenancy fresh = Tenancy.open()) {
            Reply reply = fresh.get("network", "/security-groups?project_id=" + fresh.project())
                    .is(200);

            assertThat(reply.at("/security_groups")).hasSize(1);
            assertThat(reply.text("/security_groups/0/name")).isEqualTo("default");
            assertThat(reply.text("/security_groups/0/description")).isEqualTo("Default security group");
            assertThat(reply.at("/security_groups/0/security_group_rules")).hasSize(4);
        }
    }

    @Test
    void letsAnAdminDeleteTheUsualGroup() {
        try (Tenancy fresh = Tenancy.open()) {
            String id = fresh.get("network", "/security-groups?project_id=" + fresh.project())
                    .text("/security_groups/0/id");

            fresh.delete("network", "/security-groups/" + id).is(204);
        }
    }

    @Test
    void bearsAGroupWithTwoRules() {
        Reply reply = tenancy.get("network", "/security-groups/" + group()).is(200);

        assertThat(reply.at("/security_group/security_group_rules")).hasSize(2);
        assertThat(reply.at("/security_group/security_group_rules"))
                .allMatch(rule -> rule.path("direction").asText().equals("egress")
                        && rule.path("protocol").isNull()
                        && rule.path("remote_ip_prefix").isNull());
        assertThat(reply.at("/security_group/security_group_rules"))
                .extracting(rule -> rule.path("ethertype").asText())
                .containsExactlyInAnyOrder("IPv4", "IPv6");
        assertThat(reply.at("/security_group/stateful").asBoolean()).isTrue();
    }

    @Test
    void refusesASecondUsualGroup() {
        Reply reply = tenancy.post(
                        "network", "/security-groups", Json.object("security_group", Json.object("name", "default")))
                .is(409);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("SecurityGroupDefaultAlreadyExists");
    }

    @Test
    void makesARule() {
        String group = group();

        Reply reply = rule(
                        group,
                        Json.object(
                                "direction",
                                "ingress",
                                "ethertype",
                                "IPv4",
                                "protocol",
                                "tcp",
                                "port_range_min",
                                22,
                                "port_range_max",
                                22,
                                "remote_ip_prefix",
                                "10.0.0.0/8"))
                .is(201);

        assertThat(reply.text("/security_group_rule/security_group_id")).isEqualTo(group);
        assertThat(reply.text("/security_group_rule/protocol")).isEqualTo("tcp");
        assertThat(reply.at("/security_group_rule/port_range_min").asInt()).isEqualTo(22);
        assertThat(reply.text("/security_group_rule/remote_ip_prefix")).isEqualTo("10.0.0.0/8");
        assertThat(reply.at("/security_group_rule/remote_group_id").isNull()).isTrue();
        assertThat(tenancy.get("network", "/security-groups/" + group).at("/security_group/security_group_rules"))
                .hasSize(3);
    }

    @Test
    void takesARuleToBeOfVersion4() {
        Reply reply = rule(group(), Json.object("direction", "ingress", "protocol", "icmp"))
                .is(201);

        assertThat(reply.text("/security_group_rule/ethertype")).isEqualTo("IPv4");
    }

    @Test
    void makesARuleForAGroup() {
        String group = group();

        Reply reply = rule(group, Json.object("direction", "ingress", "remote_group_id", group))
                .is(201);

        assertThat(reply.text("/security_group_rule/remote_group_id")).isEqualTo(group);
    }

    @Test
    void refusesTheSameRuleTwice() {
        String group = group();
        ObjectNode asked =
                Json.object("direction", "ingress", "protocol", "tcp", "port_range_min", 80, "port_range_max", 80);
        String id = rule(group, asked.deepCopy()).is(201).text("/security_group_rule/id");

        Reply reply = rule(group, asked).is(409);

        assertThat(reply.body())
                .isEqualTo(
                        error("SecurityGroupRuleExists", "Security group rule already exists. Rule id is " + id + "."));
    }

    @Test
    void refusesAPortWithoutProtocol() {
        Reply reply = rule(group(), Json.object("direction", "ingress", "port_range_min", 80, "port_range_max", 80))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("SecurityGroupProtocolRequiredWithPorts");
    }

    @Test
    void refusesPortsInTheWrongOrder() {
        Reply reply = rule(
                        group(),
                        Json.object(
                                "direction", "ingress", "protocol", "tcp", "port_range_min", 90, "port_range_max", 80))
                .is(400);

        assertThat(reply.text("/NeutronError/type")).isEqualTo("SecurityGroupInvalidPortRange");
    }

    @Test
    void refusesGroupAndRangeTogether() {
        String group = group();

        rule(group, Json.object("direction", "ingress", "remote_group_id", group, "remote_ip_prefix", "10.0.0.0/8"))
                .is(400);
    }

    @Test
    void refusesARangeOfTheOtherVersion() {
        rule(group(), Json.object("direction", "ingress", "ethertype", "IPv6", "remote_ip_prefix", "10.0.0.0/8"))
                .is(400);
    }

    @Test
    void refusesADirectionThatIsNone() {
        rule(group(), Json.object("direction", "sideways")).is(400);
    }

    @Test
    void refusesARuleOfNoGroup() {
        assertThat(rule(ABSENT, Json.object("direction", "ingress")).is(404).text("/NeutronError/type"))
                .isEqualTo("SecurityGroupNotFound");
    }

    @Test
    void deletesARuleOnce() {
        String id = rule(group(), Json.object("direction", "ingress", "protocol", "udp"))
                .text("/security_group_rule/id");
        tenancy.delete("network", "/security-group-rules/" + id).is(204);

        Reply reply = tenancy.delete("network", "/security-group-rules/" + id).is(404);

        assertThat(reply.body())
                .isEqualTo(error("SecurityGroupRuleNotFound", "Security group rule " + id + " does not exist"));
    }

    @Test
    void doesNotDeleteAGroupInUse() {
        String group = group();
        String network = tenancy.make("network", "networks", "network", Json.object("name", tenancy.name("net")));
        tenancy.make("network", "ports", "port", Json.object("network_id", network, "security_groups", List.of(group)));

        Reply reply = tenancy.delete("network", "/security-groups/" + group).is(409);

        assertThat(reply.body()).isEqualTo(error("SecurityGroupInUse", "Security Group " + group + " in use."));
    }

    @Test
    void doesNotKnowAGroupThatIsNotThere() {
        assertThat(tenancy.get("network", "/security-groups/" + ABSENT).is(404).body())
                .isEqualTo(error("SecurityGroupNotFound", "Security group " + ABSENT + " does not exist"));
    }

    @Test
    void tagsAGroup() {
        String tag = tenancy.name("group");
        String id = group();
        tenancy.put("network", "/security-groups/" + id + "/tags", Json.object("tags", List.of(tag)))
                .is(200);

        assertThat(tenancy.get("network", "/security-groups?tags=" + tag).at("/security_groups"))
                .extracting(group -> group.path("id").asText())
                .containsExactly(id);
    }

    private static String group() {
        return tenancy.make("network", "security-groups", "security_group", Json.object("name", tenancy.name("group")));
    }

    private static Reply rule(String group, ObjectNode asked) {
        asked.put("security_group_id", group);
        JsonNode body = Json.object("security_group_rule", asked);
        return tenancy.post("network", "/security-group-rules", body);
    }
}
