package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.RuleDirection;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.SecurityGroupRule;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SecurityGroupsOnCloudTest extends OnCloud {
    private final CreateSecurityGroup create = new CreateSecurityGroup(openStack);
    private final CreateSecurityGroupRule createRule = new CreateSecurityGroupRule(openStack);
    private final DeleteSecurityGroup delete = new DeleteSecurityGroup(openStack);

    private TrialAttempt first;
    private Output made;
    private SecurityGroup group;

    @BeforeEach
    void make() throws Exception {
        first = attempt(new TaskInput.CreateSecurityGroup(
                tenant, new SecurityGroup("source", "web", Optional.of("web servers"))));
        made = create.perform(first);
        group = read(TaskOutput.SecurityGroupMade.class, made).securityGroup();
    }

    @AfterEach
    void remove() throws Exception {
        run(delete, new TaskInput.DeleteSecurityGroup(tenant, group));
    }

    private static SecurityGroupRule rule(RuleDirection direction, Optional<Integer> port, Optional<String> range) {
        return new SecurityGroupRule(
                "source", direction, EtherType.IPV4, port.map(any -> "tcp"), port, port, range, Optional.empty());
    }

    private TaskInput in(SecurityGroupRule rule) {
        return new TaskInput.CreateSecurityGroupRule(tenant, group, rule);
    }

    private List<String> leaving() throws Exception {
        List<String> rules = new ArrayList<>();
        for (JsonNode rule : NetworkResource.SECURITY_GROUP_RULE.list(
                admin.network(), "security_group_id", group.id(), "direction", "egress")) {
            rules.add(rule.path("ethertype").asText() + " "
                    + rule.path("protocol").asText("any"));
        }
        return rules;
    }

    @Test
    void aGroupIsMadeOnceForOneKey() throws Exception {
        assertSameAgain(create, first, made);
        assertThat(NetworkResource.SECURITY_GROUP.list(admin.network(), "project_id", tenant.id(), "name", "web"))
                .hasSize(1)
                .allSatisfy(
                        there -> assertThat(there.path("description").asText()).startsWith("web servers [patchbay:"));
    }

    @Test
    void aRuleIsMadeAsThePlanSays() throws Exception {
        Output output = run(createRule, in(rule(RuleDirection.INGRESS, Optional.of(22), Optional.of("10.0.0.0/8"))));

        String id = read(TaskOutput.SecurityGroupRuleMade.class, output)
                .securityGroupRule()
                .id();
        JsonNode there = network(NetworkResource.SECURITY_GROUP_RULE, id);
        assertThat(there.path("direction").asText()).isEqualTo("ingress");
        assertThat(there.path("ethertype").asText()).isEqualTo("IPv4");
        assertThat(there.path("protocol").asText()).isEqualTo("tcp");
        assertThat(there.path("port_range_min").asInt()).isEqualTo(22);
        assertThat(there.path("port_range_max").asInt()).isEqualTo(22);
        assertThat(there.path("remote_ip_prefix").asText()).isEqualTo("10.0.0.0/8");
        assertThat(there.path("project_id").asText()).isEqualTo(tenant.id());
    }

    @Test
    void aRuleMayNameAGroup() throws Exception {
        SecurityGroupRule fromItself = new SecurityGroupRule(
                "source",
                RuleDirection.INGRESS,
                EtherType.IPV6,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(group));

        Output output = run(createRule, in(fromItself));

        String id = read(TaskOutput.SecurityGroupRuleMade.class, output)
                .securityGroupRule()
                .id();
        assertThat(network(NetworkResource.SECURITY_GROUP_RULE, id)
                        .path("remote_group_id")
                        .asText())
                .isEqualTo(group.id());
    }

    @Test
    void aRuleIsMadeOnceForOneKey() throws Exception {
        TrialAttempt one = attempt(in(rule(RuleDirection.INGRESS, Optional.of(80), Optional.empty())));

        Output output = createRule.perform(one);

        assertSameAgain(createRule, one, output);
    }

    @Test
    void aRuleThatIsThereAlreadyIsTaken() throws Exception {
        TaskInput http = in(rule(RuleDirection.INGRESS, Optional.of(80), Optional.empty()));
        Output one = run(createRule, http);

        Output other = run(createRule, http);

        assertThat(other.values()).isEqualTo(one.values());
        assertThat(other.message().map(Message::code)).contains("security_group_rule.there");
    }

    @Test
    void everythingLeavesWhereThePlanHasNoRuleForIt() throws Exception {
        run(createRule, in(rule(RuleDirection.INGRESS, Optional.of(80), Optional.empty())));

        assertThat(leaving()).containsExactlyInAnyOrder("IPv4 any", "IPv6 any");
    }

    @Test
    void nothingElseLeavesWhereThePlanHasRulesForIt() throws Exception {
        run(createRule, in(rule(RuleDirection.EGRESS, Optional.of(443), Optional.empty())));

        assertThat(leaving()).containsExactly("IPv4 tcp");
    }

    @Test
    void aRuleLikeTheOneAGroupIsBornWithIsOurs() throws Exception {
        TrialAttempt one = attempt(in(rule(RuleDirection.EGRESS, Optional.empty(), Optional.empty())));

        Output output = createRule.perform(one);

        assertThat(leaving()).containsExactly("IPv4 any");
        assertSameAgain(createRule, one, output);
    }

    @Test
    void aRuleThatMakesNoSenseIsRefusedInTheApisWords() {
        SecurityGroupRule nonsense = new SecurityGroupRule(
                "source",
                RuleDirection.INGRESS,
                EtherType.IPV4,
                Optional.of("no-such-protocol"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        TaskFailedException refused = failure(createRule, in(nonsense));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents()).contains("no-such-protocol");
    }

    @Test
    void aGroupGoesWithItsRulesAndOnlyOnce() throws Exception {
        run(createRule, in(rule(RuleDirection.INGRESS, Optional.of(80), Optional.empty())));

        run(delete, new TaskInput.DeleteSecurityGroup(tenant, group));
        run(delete, new TaskInput.DeleteSecurityGroup(tenant, group));

        assertThat(isThere(NetworkResource.SECURITY_GROUP, group.id())).isFalse();
    }

    @Test
    void theGroupThatAProjectIsBornWithIsTaken() throws Exception {
        Tenant own = newTenant("shop");
        TrialAttempt one = attempt(
                new TaskInput.CreateSecurityGroup(own, new SecurityGroup("source", "default", Optional.empty())));

        Output output = create.perform(one);

        assertSameAgain(create, one, output);
        assertThat(NetworkResource.SECURITY_GROUP.list(admin.network(), "project_id", own.id()))
                .hasSize(1);
        SecurityGroup taken = read(TaskOutput.SecurityGroupMade.class, output).securityGroup();
        run(delete, new TaskInput.DeleteSecurityGroup(own, taken));
        run(new DeleteTenant(openStack), new TaskInput.DeleteTenant(own));
    }
}
