package io.patchbay.api.portal;

import io.patchbay.api.rooms.MediaRequest;
import java.util.Optional;

/** What a client asks for, whatever its protocol version calls it. */
public sealed interface ClientRequest {
    /**
     * Send a text.
     *
     * @param to {@code all} or a participant's id; not empty
     * @param message any JSON value; empty if the client gave none
     */
    record SendText(String to, Optional<Object> message) implements ClientRequest {}

    /** Leave the room, keep the connection. */
    record Logout() implements ClientRequest {}

    /** Get a new ticket. */
    record RefreshTicket() implements ClientRequest {}

    /** Take the session over after a cut. Read by the portal itself: a codec only words the answer. */
    record Resume() implements ClientRequest {}

    /**
     * Something that concerns media.
     *
     * @param request what
     */
    record Media(MediaRequest request) implements ClientRequest {}
}
