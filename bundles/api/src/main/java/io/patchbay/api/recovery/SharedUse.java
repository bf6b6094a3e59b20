package io.patchbay.api.recovery;

import java.util.Optional;

/**
 * That a task makes a shared resource.
 *
 * @param key the resource
 * @param within the shared resource that contains it, whose deletion deletes it as well (a subnet's network, a rule's group); such
 *     a resource needs no {@link ReverseTask} of its own
 */
public record SharedUse(SharedKey key, Optional<SharedKey> within) {
    /** A resource that stands for itself. */
    public static SharedUse of(SharedKey key) {
        return new SharedUse(key, Optional.empty());
    }

    /** @throws IllegalArgumentException if it is to be within itself */
    public SharedUse {
        if (within.isPresent() && within.get().equals(key)) {
            throw new IllegalArgumentException(key + " cannot be within itself");
        }
    }
}
