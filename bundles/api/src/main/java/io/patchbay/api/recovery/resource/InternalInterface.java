package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * Where a router meets a subnet.
 *
 * @param network the network
 * @param subnet the subnet
 * @param ip the address of the router there; absent: the subnet's way out
 */
public record InternalInterface(Network network, Subnet subnet, Optional<String> ip) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public InternalInterface {
        Checks checks = new Checks();
        checks.address("ip", ip);
        checks.finish();
    }
}
