package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A network of a tenant, or one that leads out.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param external whether it leads out; absent: no
 * @param mtu largest packet, in bytes
 */
public record Network(
        String id, String name, Optional<String> description, Optional<Boolean> external, Optional<Integer> mtu) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Network {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.atLeast("mtu", mtu, 68);
        checks.finish();
    }
}
