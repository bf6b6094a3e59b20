package io.patchbay.api.store;

import io.patchbay.api.Attributes;

/**
 * A token as it was issued; see {@link NewToken} for the members.
 *
 * @param expiresAtMillis when its life ends, in milliseconds since the epoch
 */
public record Token(
        String id,
        String code,
        String service,
        String room,
        String user,
        String role,
        Attributes origin,
        String host,
        boolean secure,
        long expiresAtMillis) {
    /** Without id and code, so that it can be logged. */
    @Override
    public String toString() {
        return "Token[room=" + room + ", role=" + role + "]";
    }
}
