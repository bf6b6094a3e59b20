package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.engineio.OutPacket;
import java.util.List;

/** A way to write things down; connections of the same form share what is written. Immutable. */
public interface WireForm {
    /** Writes an event. */
    OutPacket event(String name, List<Object> arguments);

    /** Writes the answer to an event. */
    OutPacket ack(long id, List<Object> arguments);

    /** Writes an event with {@code byte[]} anywhere among its arguments, as packets that belong together. */
    List<OutPacket> mixedEvent(String name, List<Object> arguments);

    /** Writes an answer with {@code byte[]} anywhere among its arguments, as packets that belong together. */
    List<OutPacket> mixedAck(long id, List<Object> arguments);
}
