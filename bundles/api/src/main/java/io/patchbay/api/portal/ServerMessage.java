package io.patchbay.api.portal;

import java.util.Optional;

/** What the portal has to say to a client, before a codec has put it into the words of a protocol version. */
public sealed interface ServerMessage {
    /**
     * The answer to a login.
     *
     * @param result what the client gets
     */
    record LoggedIn(LoginResult result) implements ServerMessage {}

    /**
     * The answer to a request that succeeded.
     *
     * @param request what was asked
     * @param data what comes back, as a JSON value; empty if nothing
     */
    record Succeeded(ClientRequest request, Optional<Object> data) implements ServerMessage {}

    /**
     * The answer to anything that failed.
     *
     * @param request what was asked; empty if it was not understood
     * @param reason what went wrong
     */
    record Failed(Optional<ClientRequest> request, String reason) implements ServerMessage {
        /** Of a request that was not understood, or of no matter which. */
        public Failed(String reason) {
            this(Optional.empty(), reason);
        }
    }

    /**
     * Something that the client did not ask for.
     *
     * @param notification what
     */
    record Notified(Notification notification) implements ServerMessage {}
}
