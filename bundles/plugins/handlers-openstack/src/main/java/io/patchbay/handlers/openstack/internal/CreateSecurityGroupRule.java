package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.RuleDirection;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.SecurityGroupRule;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a rule of a security group. A group is born with two rules that let everything out: they stay where the plan has no rule for
 * what leaves, and go with the first that it has, so that no more leaves than the plan lets.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.security_group_rule")
public final class CreateSecurityGroupRule extends MarkedHandler<TaskInput.CreateSecurityGroupRule> {
    @Activate
    public CreateSecurityGroupRule(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateSecurityGroupRule.class, NetworkResource.SECURITY_GROUP_RULE);
    }

    @Override
    Optional<String> words(TaskInput.CreateSecurityGroupRule input) {
        return Optional.empty();
    }

    @Override
    Map<String, Object> fields(Work<TaskInput.CreateSecurityGroupRule> work) {
        SecurityGroupRule rule = work.input().securityGroupRule();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("project_id", work.input().tenant().id());
        fields.put("security_group_id", work.input().securityGroup().id());
        fields.put("direction", rule.direction().name().toLowerCase(Locale.ROOT));
        fields.put("ethertype", rule.etherType() == EtherType.IPV4 ? "IPv4" : "IPv6");
        rule.protocol().ifPresent(protocol -> fields.put("protocol", protocol));
        rule.portRangeMin().ifPresent(port -> fields.put("port_range_min", port));
        rule.portRangeMax().ifPresent(port -> fields.put("port_range_max", port));
        rule.networkCidr().ifPresent(range -> fields.put("remote_ip_prefix", range));
        rule.remoteSecurityGroup().map(SecurityGroup::id).ifPresent(id -> fields.put("remote_group_id", id));
        return fields;
    }

    @Override
    Output carryOut(Work<TaskInput.CreateSecurityGroupRule> work) throws OpenStackException, InterruptedException {
        if (work.input().securityGroupRule().direction() == RuleDirection.EGRESS) {
            deleteBorn(network(work), work.input().securityGroup().id());
        }
        try {
            return super.carryOut(work);
        } catch (OpenStackException refused) {
            if (!refused.type().equals("SecurityGroupRuleExists")) {
                throw refused;
            }
            return same(work, refused);
        }
    }

    /** Only of a group that we have made; only rules that say nothing but the direction, and that nobody has described. */
    private static void deleteBorn(Service network, String groupId) throws OpenStackException, InterruptedException {
        Optional<JsonNode> group = NetworkResource.SECURITY_GROUP.get(network, groupId);
        if (group.isEmpty() || Mark.in(group.get().path("description").asText()).isEmpty()) {
            return;
        }
        for (JsonNode rule : group.get().path("security_group_rules")) {
            if (rule.path("direction").asText().equals("egress") && saysNothing(rule)) {
                network.delete(NetworkResource.SECURITY_GROUP_RULE.path(NetworkResource.idOf(rule)));
            }
        }
    }

    private static boolean saysNothing(JsonNode rule) {
        return rule.path("description").asText("").isEmpty()
                && rule.path("protocol").asText("").isEmpty()
                && rule.path("remote_ip_prefix").asText("").isEmpty()
                && rule.path("remote_group_id").asText("").isEmpty();
    }

    /** The group lets the same pass already: two rules of the plan say the same, or the group was born with it. */
    private Output same(Work<TaskInput.CreateSecurityGroupRule> work, OpenStackException refused)
            throws OpenStackException, InterruptedException {
        for (JsonNode rule : NetworkResource.SECURITY_GROUP_RULE.list(
                network(work), "security_group_id", work.input().securityGroup().id())) {
            if (refused.getMessage().contains(NetworkResource.idOf(rule))) {
                return new Output(
                        output(work.input(), rule).values(),
                        Optional.of(new Message("security_group_rule.there", "the group had such a rule already")));
            }
        }
        throw refused;
    }

    @Override
    Output output(TaskInput.CreateSecurityGroupRule input, JsonNode resource) {
        SecurityGroupRule asked = input.securityGroupRule();
        return made(new TaskOutput.SecurityGroupRuleMade(new SecurityGroupRule(
                NetworkResource.idOf(resource),
                asked.direction(),
                asked.etherType(),
                asked.protocol(),
                asked.portRangeMin(),
                asked.portRangeMax(),
                asked.networkCidr(),
                asked.remoteSecurityGroup())));
    }
}
