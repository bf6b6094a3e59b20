package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.plan.RecoveryPlan.Rule;
import io.patchbay.api.recovery.plan.RecoveryPlan.SecurityGroup;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.RuleDirection;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Security groups with their rules, as Neutron has them. Confined to one thread. */
final class CapturedGroups {
    private static final String NOWHERE = "127.0.0.1/32";

    private final Service service;
    private final Consumer<String> warnings;
    private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();

    CapturedGroups(Service service, Consumer<String> warnings) {
        this.service = service;
        this.warnings = warnings;
    }

    List<SecurityGroup> groups() {
        return List.copyOf(groups.values());
    }

    boolean has(String id) {
        return groups.containsKey(id);
    }

    void read(List<String> projects) throws OpenStackException, InterruptedException {
        Map<String, List<JsonNode>> found = new LinkedHashMap<>();
        for (String project : projects) {
            found.put(
                    project,
                    Found.sorted(
                            service.list(Service.path("/security-groups", "project_id", project), "security_groups")));
        }
        Set<String> ids =
                found.values().stream().flatMap(List::stream).map(Found::id).collect(Collectors.toSet());
        found.forEach((project, all) -> all.forEach(group -> groups.put(
                Found.id(group),
                new SecurityGroup(
                        Found.id(group), project, Found.name(group), Found.description(group), rules(group, ids)))));
    }

    private List<Rule> rules(JsonNode group, Set<String> known) {
        List<Rule> rules = new ArrayList<>();
        Found.elements(group, "security_group_rules")
                .sorted(Comparator.comparing(CapturedGroups::words))
                .forEach(rule -> rule(group, rule, known).ifPresent(rules::add));
        boolean letsOut = rules.stream().anyMatch(rule -> rule.direction() == RuleDirection.EGRESS);
        if (!letsOut) {
            rules.add(closing(group));
        }
        return rules;
    }

    /** What a rule says, in the order in which people read it. */
    private static String words(JsonNode rule) {
        return String.join(
                " ",
                rule.path("direction").asText(),
                rule.path("ethertype").asText(),
                rule.path("protocol").asText(""),
                rule.path("port_range_min").asText(""),
                rule.path("port_range_max").asText(""),
                rule.path("remote_ip_prefix").asText(""),
                Found.id(rule));
    }

    private Optional<Rule> rule(JsonNode group, JsonNode rule, Set<String> known) {
        Optional<String> remote = Found.text(rule, "remote_group_id");
        String told = "rule " + Found.id(rule) + " of " + Found.words("security group", group);
        if (remote.filter(id -> !known.contains(id)).isPresent()) {
            warnings.accept(told + " is about group " + remote.get() + " of another project: left out");
            return Optional.empty();
        }
        if (Found.text(rule, "remote_address_group_id").isPresent()) {
            warnings.accept(told + " is about a group of addresses, which no plan has: left out");
            return Optional.empty();
        }
        return Optional.of(new Rule(
                Found.id(rule),
                rule.path("direction").asText().equals("egress") ? RuleDirection.EGRESS : RuleDirection.INGRESS,
                rule.path("ethertype").asText().equals("IPv6") ? Optional.of(EtherType.IPV6) : Optional.empty(),
                Found.text(rule, "protocol"),
                Found.number(rule, "port_range_min"),
                Found.number(rule, "port_range_max"),
                Found.text(rule, "remote_ip_prefix"),
                remote));
    }

    /** A group without rules for what leaves is made with those that it is born with, and lets everything out. */
    private Rule closing(JsonNode group) {
        warnings.accept(Found.words("security group", group)
                + " lets nothing out, which a plan says by a rule that it has to " + NOWHERE + " alone: added");
        return new Rule(
                Found.id(group) + "-closed",
                RuleDirection.EGRESS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOWHERE),
                Optional.empty());
    }
}
