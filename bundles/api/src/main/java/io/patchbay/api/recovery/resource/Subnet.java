package io.patchbay.api.recovery.resource;

import java.util.List;
import java.util.Optional;

/**
 * Addresses in a network.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param cidr the addresses, as {@code 10.1.0.0/24}
 * @param gatewayIp address of the way out; absent: none
 * @param dhcpEnabled whether addresses are given out; absent: yes
 * @param allocationPools which are given out; empty: all
 * @param dnsServers addresses of name servers
 * @param hostRoutes routes that instances are told
 */
public record Subnet(
        String id,
        String name,
        String cidr,
        Optional<String> gatewayIp,
        Optional<Boolean> dhcpEnabled,
        List<AddressRange> allocationPools,
        List<String> dnsServers,
        List<Route> hostRoutes) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Subnet {
        Checks checks = new Checks();
        checks.identifier("id", id);
        allocationPools = List.copyOf(allocationPools);
        dnsServers = List.copyOf(dnsServers);
        hostRoutes = List.copyOf(hostRoutes);
        checks.range("cidr", cidr);
        checks.address("gateway_ip", gatewayIp);
        for (int place = 0; place < dnsServers.size(); place++) {
            checks.address("dns_servers/" + place, dnsServers.get(place));
        }
        checks.finish();
    }
}
