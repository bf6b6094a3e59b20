package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.Turns;
import io.patchbay.portal.internal.engineio.OutPacket;
import java.util.List;
import java.util.OptionalLong;

/** A client that is connected to a namespace. Thread-safe; nothing blocks. */
public interface ClientSocket {
    /** The socket's id, unguessable: 20 letters, digits, {@code -} and {@code _}. */
    String id();

    /** What the handler runs in. */
    Turns turns();

    /** How events for {@link #queue} are written. */
    WireForm form();

    /**
     * Queues an encoded event; {@link #flush} sends it.
     *
     * @return its number among all packets of the connection; 0 if it will not arrive
     */
    long queue(OutPacket event);

    /** Queues encoded packets that belong together, so that no other comes between them. */
    void queueTogether(List<OutPacket> packets);

    /** Sends what is queued. Not to be called under a lock. */
    void flush();

    /** Has the client confirm before long what has been queued so far; sent with the next {@link #flush}. */
    void askReceipt();

    /**
     * Asks the client's WebSocket to say that it has what was queued so far, by {@link SocketHandler#onWebSocketPong}; false if
     * there is none.
     */
    default boolean pingWebSocket() {
        return false;
    }

    /** Number of the last packet that the client is known to have received. */
    long confirmed();

    /** Answers an event; does nothing if the client asked for no answer. */
    void answer(OptionalLong ackId, List<Object> arguments);

    /** Whether the client has shown what it is here for: a connection of which no socket has is closed after a while. */
    void settle(boolean settled);

    /**
     * Whether so much of what the client has sent waits that no more is to be read; what has been read already may still
     * follow. To be called in a turn.
     */
    void crowd(boolean crowded);

    /** Tells the client that it is out of this namespace, and lets the connection live on. To be called in a turn. */
    void leave(String reason);

    /** Closes the connection when all that is queued has been sent; most clients then come back by themselves. */
    void close(int code, String reason);

    /** Tells the client that it is disconnected for good, and closes the connection when all that is queued has been sent. */
    void disconnect(int code, String reason);
}
