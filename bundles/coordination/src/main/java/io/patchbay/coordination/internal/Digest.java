package io.patchbay.coordination.internal;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;

/**
 * What a client proves to ZooKeeper's scheme {@code digest}. Immutable; its text never holds the secret.
 *
 * @param user without a colon
 * @param secret must not be logged
 */
public record Digest(String user, String secret) {
    static final String SCHEME = "digest";

    /** What the client sends. */
    byte[] proof() {
        return (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    }

    /** What the server makes of it, and what stands in access lists. */
    Id id() {
        try {
            return new Id(SCHEME, DigestAuthenticationProvider.generateDigest(user + ":" + secret));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java lacks the algorithm of ZooKeeper's digests", missing);
        }
    }

    @Override
    public String toString() {
        return user + ":(secret)";
    }
}
