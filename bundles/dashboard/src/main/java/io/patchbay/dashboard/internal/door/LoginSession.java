package io.patchbay.dashboard.internal.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * One login of the admin in one browser. Immutable; its text tells neither of the two secrets.
 *
 * @param key what the browser's cookie holds
 * @param proof what requests that change something carry besides: pages of other sites cannot read it
 */
public record LoginSession(String key, String proof) {
    /** Whether what a request carries is this session's proof; takes constant time. */
    public boolean isProvenBy(String given) {
        return MessageDigest.isEqual(proof.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "login session";
    }
}
