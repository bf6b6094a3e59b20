package io.patchbay.portal.internal.engineio;

/** What lies above an Engine.IO session. Called in the session's turns only, so one call at a time. */
public interface EngineListener {
    /** The session is open; the first call. */
    default void onOpen() {
        // most wait for the client to speak
    }

    /** A text message, without the packet type. */
    void onMessage(String text);

    /** The client's WebSocket has answered a ping of its own protocol. */
    default void onWebSocketPong() {
        // most do not ask for it
    }

    /** A binary message. */
    void onBinary(byte[] data);

    /** The session is over; nothing follows. */
    void onClosed(String reason);
}
