package io.patchbay.api.recovery.resource;

import io.patchbay.api.Attributes;
import java.util.Optional;

/**
 * A system that holds volumes.
 *
 * @param name its name: an identifier
 * @param type what kind it is, for example {@code file} or {@code ceph}; handlers know what they can do
 * @param metadata whatever else its handlers need; without secrets
 */
public record Storage(String name, Optional<String> type, Attributes metadata) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Storage {
        Checks checks = new Checks();
        checks.identifier("name", name);
        checks.finish();
    }
}
