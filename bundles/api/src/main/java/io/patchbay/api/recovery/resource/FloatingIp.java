package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * An address from outside that leads to an instance.
 *
 * @param id its id at the site where it is; an identifier
 * @param ip the address; absent: any of its network
 * @param description a sentence
 */
public record FloatingIp(String id, Optional<String> ip, Optional<String> description) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public FloatingIp {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.address("ip", ip);
        checks.finish();
    }
}
