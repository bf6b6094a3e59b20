package io.patchbay.api.store;

import io.patchbay.api.Attributes;

/**
 * A token to be issued.
 *
 * @param id 24 hex digits, unguessable
 * @param code the name of its portal task; unguessable; an identifier
 * @param service id of the service that asked for it
 * @param room id of the room it lets in to
 * @param user what the service calls the user
 * @param role the role in the room
 * @param origin the preference it was asked with
 * @param host where the client was told to connect, {@code host:port}
 * @param secure whether by TLS
 * @param lifeMillis how long it may be redeemed, in milliseconds from now
 */
public record NewToken(
        String id,
        String code,
        String service,
        String room,
        String user,
        String role,
        Attributes origin,
        String host,
        boolean secure,
        long lifeMillis) {
    /** Without id and code, so that it can be logged. */
    @Override
    public String toString() {
        return "NewToken[room=" + room + ", role=" + role + "]";
    }
}
