package io.patchbay.api.coordination;

import io.patchbay.api.Identifier;
import java.net.URI;

/**
 * One node of the cluster.
 *
 * @param node its name
 * @param url where its HTTP API answers
 */
public record Member(String node, URI url) {
    /** @throws IllegalArgumentException if the name is no identifier or the address is not absolute */
    public Member {
        Identifier.require("node", node);
        if (!url.isAbsolute()) {
            throw new IllegalArgumentException("url must be absolute but was " + url);
        }
    }
}
