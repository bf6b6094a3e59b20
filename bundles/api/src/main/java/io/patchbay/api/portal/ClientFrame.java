package io.patchbay.api.portal;

import java.util.Optional;

/**
 * One event from a client, after the transport has parsed it.
 *
 * @param event its name, for example {@code text}
 * @param data its first argument as a JSON value; empty if it has none or JSON null
 * @param more its second argument, which only the generation without a version sends; empty likewise
 * @param wantsAck whether the client waits for an answer
 */
public record ClientFrame(String event, Optional<Object> data, Optional<Object> more, boolean wantsAck) {
    /** With one argument at most. */
    public ClientFrame(String event, Optional<Object> data, boolean wantsAck) {
        this(event, data, Optional.empty(), wantsAck);
    }
}
