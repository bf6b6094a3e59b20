package io.patchbay.api.rooms;

/** The answer to a join. */
public sealed interface JoinOutcome {
    /**
     * In.
     *
     * @param permission what the participant may do
     * @param room the room as it was at that moment
     */
    record Joined(Permission permission, RoomSnapshot room) implements JoinOutcome {}

    /**
     * Not in, and nothing left behind.
     *
     * @param reason what the client is told, for example {@code Room is full}
     * @param retryable whether the same token may get in later (full, not ready) or never (no such role)
     */
    record Refused(String reason, boolean retryable) implements JoinOutcome {}
}
