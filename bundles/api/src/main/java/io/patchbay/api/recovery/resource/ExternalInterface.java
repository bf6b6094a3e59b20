package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * Where a router leads out.
 *
 * @param network the network that leads out
 * @param ip the address of the router there; absent: any
 */
public record ExternalInterface(ExternalNetwork network, Optional<String> ip) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public ExternalInterface {
        Checks checks = new Checks();
        checks.address("ip", ip);
        checks.finish();
    }
}
