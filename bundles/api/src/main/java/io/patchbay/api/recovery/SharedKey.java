package io.patchbay.api.recovery;

import io.patchbay.api.Identifier;

/**
 * What makes two tasks of different jobs the same work.
 *
 * @param kind of the resource
 * @param resource id of the protected resource, an identifier
 * @param cluster id of the cluster that is recovered onto, an identifier
 */
public record SharedKey(SharedKind kind, String resource, String cluster) {
    /** @throws IllegalArgumentException if an id is no identifier */
    public SharedKey {
        Identifier.require("resource", resource);
        Identifier.require("cluster", cluster);
    }

    /** As people and paths have it, for example {@code network/net-7/site-b}. */
    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "/" + resource + "/" + cluster;
    }
}
