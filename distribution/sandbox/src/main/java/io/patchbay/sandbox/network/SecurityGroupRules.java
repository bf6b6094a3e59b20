package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules of security groups. */
final class SecurityGroupRules extends Resources {
    private static final List<String> WHAT = List.of(
            "direction",
            "ethertype",
            "protocol",
            "port_range_min",
            "port_range_max",
            "remote_ip_prefix",
            "remote_group_id",
            "remote_address_group_id");
    private static final Set<String> PUTTABLE = Set.of("description");
    private static final Set<String> POSTABLE = Set.of(
            "direction",
            "ethertype",
            "protocol",
            "port_range_min",
            "port_range_max",
            "remote_ip_prefix",
            "remote_group_id",
            "remote_address_group_id",
            "description",
            "security_group_id");
    private static final Set<String> PROTOCOLS_WITH_PORTS =
            Set.of("tcp", "udp", "sctp", "dccp", "udplite", "6", "17", "132", "33", "136");
    private static final Set<String> PROTOCOLS = Set.of(
            "any",
            "ah",
            "dccp",
            "egp",
            "esp",
            "gre",
            "hopopt",
            "icmp",
            "igmp",
            "ip",
            "ipip",
            "ipv6-encap",
            "ipv6-frag",
            "ipv6-icmp",
            "icmpv6",
            "ipv6-nonxt",
            "ipv6-opts",
            "ipv6-route",
            "ospf",
            "pgm",
            "rsvp",
            "sctp",
            "tcp",
            "udp",
            "udplite",
            "vrrp");
    private static final int MOST_PORTS = 65_535;
    private static final Set<String> ICMP = Set.of("icmp", "icmpv6", "ipv6-icmp", "1", "58");

    SecurityGroupRules(NetworkState state) {
        super(state, "security_group_rule", "security-group-rules", POSTABLE, PUTTABLE);
    }

    @Override
    Table table() {
        return state.rules();
    }

    @Override
    ObjectNode find(String id) {
        return table().find(id)
                .orElseThrow(() -> new RefusalException(
                        404, "SecurityGroupRuleNotFound", "Security group rule " + id + " does not exist"));
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        ObjectNode group = state.group(required(asked, "security_group_id"));
        if (!Set.of("ingress", "egress").contains(required(asked, "direction"))) {
            throw NetworkState.bad("Invalid input for direction. Reason: '"
                    + asked.path("direction").asText() + "' is not in ['ingress', 'egress'].");
        }
        checkKind(asked);
        checkPorts(asked);
        checkRemote(asked);
        ObjectNode wanted = normal(asked);
        for (ObjectNode other :
                table().where("security_group_id", group.path("id").asText())) {
            if (WHAT.stream().allMatch(member -> wanted.path(member).equals(other.path(member)))) {
                throw new RefusalException(
                        409,
                        "SecurityGroupRuleExists",
                        "Security group rule already exists. Rule id is "
                                + other.path("id").asText() + ".");
            }
        }
        state.charge(project, "security_group_rule", table());
        return add(state, group, asked);
    }

    @Override
    void update(ObjectNode rule, JsonNode asked) {
        copy(rule, asked, "description");
    }

    @Override
    void delete(ObjectNode rule) {
        table().remove(rule.path("id").asText());
    }

    static ObjectNode add(NetworkState state, ObjectNode group, JsonNode asked) {
        ObjectNode rule = state.born(asked, group.path("project_id").asText());
        rule.remove("name");
        rule.put("revision_number", 0);
        rule.set("security_group_id", group.path("id"));
        rule.setAll(normal(asked));
        rule.set("normalized_cidr", rule.path("remote_ip_prefix"));
        return state.rules().put(rule.path("id").asText(), rule);
    }

    /** With null where nothing is said, and an address as a range. */
    private static ObjectNode normal(JsonNode asked) {
        ObjectNode rule = Json.object();
        for (String member : WHAT) {
            rule.set(
                    member,
                    Json.has(asked, member)
                            ? asked.get(member)
                            : com.fasterxml.jackson.databind.node.NullNode.instance);
        }
        rule.put("ethertype", Json.text(asked, "ethertype").orElse("IPv4"));
        if (Json.has(asked, "protocol")) {
            rule.put("protocol", asked.path("protocol").asText());
        }
        for (String port : List.of("port_range_min", "port_range_max")) {
            if (Json.has(asked, port)) {
                rule.put(port, asked.path(port).asInt());
            }
        }
        Json.text(asked, "remote_ip_prefix")
                .flatMap(Cidr::parse)
                .ifPresent(range -> rule.put("remote_ip_prefix", range.toString()));
        return rule;
    }

    private static void checkKind(JsonNode asked) {
        String version = Json.text(asked, "ethertype").orElse("IPv4");
        if (!List.of("IPv4", "IPv6").contains(version)) {
            throw new RefusalException(
                    400,
                    "SecurityGroupRuleInvalidEtherType",
                    "Security group rule for ethertype '" + version
                            + "' not supported. Allowed values are ['IPv4', 'IPv6'].");
        }
        String protocol = Json.text(asked, "protocol").orElse("any").toLowerCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol) && !protocol.matches("\\d|\\d\\d|1\\d\\d|2[0-4]\\d|25[0-5]")) {
            throw new RefusalException(
                    400,
                    "SecurityGroupRuleInvalidProtocol",
                    "Security group rule protocol " + protocol + " not supported. Only protocol values "
                            + PROTOCOLS.stream().sorted().toList()
                            + " and integer representations [0 to 255] are supported.");
        }
        for (String port : List.of("port_range_min", "port_range_max")) {
            if (asked.path(port).asInt(0) > MOST_PORTS) {
                throw new RefusalException(
                        400,
                        "SecurityGroupInvalidPortValue",
                        "Invalid value for port " + asked.path(port).asText());
            }
        }
    }

    private static void checkPorts(JsonNode asked) {
        boolean ports = Json.has(asked, "port_range_min") || Json.has(asked, "port_range_max");
        String protocol = Json.text(asked, "protocol").orElse("");
        if (!ports) {
            return;
        }
        if (protocol.isEmpty()) {
            throw new RefusalException(
                    400,
                    "SecurityGroupProtocolRequiredWithPorts",
                    "Must also specify protocol if port range is given.");
        }
        if (!PROTOCOLS_WITH_PORTS.contains(protocol) && !ICMP.contains(protocol)) {
            throw new RefusalException(
                    400,
                    "SecurityGroupInvalidProtocolForPort",
                    "Invalid protocol " + protocol + " for port range, only supported for "
                            + "[6, 17, 33, 132, 136, 'dccp', 'sctp', 'tcp', 'udp', 'udplite'].");
        }
        int least = asked.path("port_range_min").asInt(-1);
        int most = asked.path("port_range_max").asInt(-1);
        if (!ICMP.contains(protocol) && (least < 1 || most < least || most > 65_535)) {
            throw new RefusalException(
                    400,
                    "SecurityGroupInvalidPortRange",
                    "For TCP/UDP protocols, port_range_min must be <= port_range_max");
        }
    }

    private void checkRemote(JsonNode asked) {
        Optional<String> group = Json.text(asked, "remote_group_id");
        Optional<String> range = Json.text(asked, "remote_ip_prefix");
        if (group.isPresent() && range.isPresent()) {
            throw new RefusalException(
                    400,
                    "SecurityGroupMultipleRemoteEntites",
                    "Cannot specify more than one of remote_ip_prefix, remote_group_id, remote_address_group_id.");
        }
        group.ifPresent(state::group);
        range.ifPresent(text -> {
            Cidr parsed = Cidr.parse(text)
                    .orElseThrow(() ->
                            new RefusalException(400, "InvalidCIDR", "Invalid CIDR " + text + " given as IP prefix."));
            String version = Json.text(asked, "ethertype").orElse("IPv4");
            if (!version.equals(parsed.bits() == 32 ? "IPv4" : "IPv6")) {
                throw new RefusalException(
                        400,
                        "SecurityGroupRuleParameterConflict",
                        "Conflicting value ethertype " + version + " for CIDR " + text);
            }
        });
    }
}
