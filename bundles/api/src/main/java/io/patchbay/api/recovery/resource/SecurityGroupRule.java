package io.patchbay.api.recovery.resource;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a security group lets pass.
 *
 * @param id its id at the site where it is; an identifier
 * @param direction to an instance or from it
 * @param etherType which kind of packets
 * @param protocol for example {@code tcp}; absent: any
 * @param portRangeMin the first port, of ICMP the type; absent: any
 * @param portRangeMax the last port, of ICMP the code; absent: any
 * @param networkCidr of which addresses; absent: any
 * @param remoteSecurityGroup of the instances of which group; absent: any
 */
public record SecurityGroupRule(
        String id,
        RuleDirection direction,
        EtherType etherType,
        Optional<String> protocol,
        Optional<Integer> portRangeMin,
        Optional<Integer> portRangeMax,
        Optional<String> networkCidr,
        Optional<SecurityGroup> remoteSecurityGroup) {
    private static final Pattern ICMP = Pattern.compile("icmp|icmpv6|ipv6-icmp|1|58");

    /** @throws IllegalArgumentException if a value makes no sense */
    public SecurityGroupRule {
        Checks checks = new Checks();
        checks.identifier("id", id);
        networkCidr.ifPresent(range -> checks.range("network_cidr", range));
        checks.port("port_range_min", portRangeMin);
        checks.port("port_range_max", portRangeMax);
        // of ICMP they are type and code, of which the second may be any, and smaller
        boolean areTypes = protocol.filter(ICMP.asMatchPredicate()).isPresent();
        boolean areBoth = portRangeMin.isPresent() == portRangeMax.isPresent();
        checks.require(
                areTypes || (areBoth && portRangeMin.orElse(0) <= portRangeMax.orElse(0)),
                "port_range_min",
                "and port_range_max must both be there, the smaller first");
        checks.require(
                networkCidr.isEmpty() || remoteSecurityGroup.isEmpty(),
                "network_cidr",
                "and remote_security_group cannot both be there");
        checks.finish();
    }
}
