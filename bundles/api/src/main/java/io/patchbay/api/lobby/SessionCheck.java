package io.patchbay.api.lobby;

/** Whether a token lets a client in. */
public sealed interface SessionCheck {
    /**
     * It does, and counts as used.
     *
     * @param session whose it is
     */
    record Valid(LobbySession session) implements SessionCheck {}

    /**
     * It does not.
     *
     * @param reason why
     */
    record Refused(SessionRefusal reason) implements SessionCheck {}
}
