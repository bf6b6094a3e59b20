package io.patchbay.api.lobby;

import java.util.Objects;

/**
 * What the lobby answers on a WebSocket.
 *
 * @param status as in HTTP
 * @param body JSON: what was asked for, or problem details with a {@code detail} for people; empty if there is nothing to say. That
 *     of a login or refresh has the {@code token} that is good from now on
 * @param ofToken whether it was asked what only those may who have a token: a status of 2xx says that the token is good, 401 that it is not
 */
public record LobbyAnswer(int status, String body, boolean ofToken) {
    /** Needs a body. */
    public LobbyAnswer {
        Objects.requireNonNull(body, "body");
    }

    /** Whether it was done. */
    public boolean isGood() {
        return status / 100 == 2;
    }

    /** Without the body, which may hold a token. */
    @Override
    public String toString() {
        return "LobbyAnswer[status=" + status + "]";
    }
}
