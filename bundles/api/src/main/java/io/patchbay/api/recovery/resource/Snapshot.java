package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A state of a volume that was kept.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param createdAt when, as {@code 2026-01-31T12:00:00Z}
 */
public record Snapshot(String id, String name, Optional<String> description, Optional<String> createdAt) {
    /** @throws IllegalArgumentException if the id is no identifier */
    public Snapshot {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.finish();
    }
}
