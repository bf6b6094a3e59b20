package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A set of rules on what may reach an instance.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 */
public record SecurityGroup(String id, String name, Optional<String> description) {
    /** @throws IllegalArgumentException if the id is no identifier */
    public SecurityGroup {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.finish();
    }
}
