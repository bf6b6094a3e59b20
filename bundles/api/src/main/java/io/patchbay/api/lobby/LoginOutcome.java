package io.patchbay.api.lobby;

import java.util.Objects;

/** What became of a login, or of a wish to refresh a token. */
public sealed interface LoginOutcome {
    /**
     * The client is in.
     *
     * @param session what it may do
     * @param token what it shows from now on: 43 characters of base64url, 256 random bits; known to nobody else, not even the store
     */
    record Granted(LobbySession session, String token) implements LoginOutcome {
        /** Needs everything. */
        public Granted {
            Objects.requireNonNull(session, "session");
            Objects.requireNonNull(token, "token");
        }

        /** Without the token, so that it can be logged. */
        @Override
        public String toString() {
            return "Granted[session=" + session + "]";
        }
    }

    /**
     * The client is not let in.
     *
     * @param reason why; of a login only {@link SessionRefusal#ACCESS_DENIED}
     */
    record Refused(SessionRefusal reason) implements LoginOutcome {}

    /**
     * Not now.
     *
     * @param delay why, and how long
     */
    record Later(Wait delay) implements LoginOutcome {}
}
