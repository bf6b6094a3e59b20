package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * Where an instance is on a network.
 *
 * @param network the network
 * @param subnet the subnet
 * @param floatingIp an address from outside that leads to it
 * @param dhcpFlag whether it asks for its address; absent: yes
 * @param ip its address; absent: any of the subnet
 */
public record InstanceNetwork(
        Network network,
        Subnet subnet,
        Optional<FloatingIp> floatingIp,
        Optional<Boolean> dhcpFlag,
        Optional<String> ip) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public InstanceNetwork {
        Checks checks = new Checks();
        checks.address("ip", ip);
        checks.finish();
    }
}
