package io.patchbay.api.store;

import java.util.Objects;

/**
 * An account of the lobby as it is kept.
 *
 * @param id in lower case, 1 to 64 characters
 * @param passwordHash with the algorithm and its parameters, as text; never logged
 * @param enabled whether logging in is possible
 * @param createdAt milliseconds since the epoch, by the node's clock
 */
public record AccountRecord(String id, String passwordHash, boolean enabled, long createdAt) {
    /** Needs everything. */
    public AccountRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(passwordHash, "passwordHash");
    }

    /** Without the hash, so that it can be logged. */
    @Override
    public String toString() {
        return "AccountRecord[id=" + id + ", enabled=" + enabled + ", createdAt=" + createdAt + "]";
    }
}
