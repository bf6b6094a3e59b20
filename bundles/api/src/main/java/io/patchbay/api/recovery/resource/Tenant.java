package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * Whom resources belong to (a project).
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param enabled whether it may be used; absent: yes
 */
public record Tenant(String id, String name, Optional<String> description, Optional<Boolean> enabled) {
    /** @throws IllegalArgumentException if the id is no identifier */
    public Tenant {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.finish();
    }
}
