package io.patchbay.portal.internal.socketio;

/** What a namespace does with one client. Called in the connection's turns only, so one call at a time. */
public interface SocketHandler {
    /** The client has sent an event. */
    void onEvent(SocketEvent event);

    /** Whether events may hold binary data; if not, they are answered with an error. */
    default boolean acceptsBinary() {
        return false;
    }

    /** The client's WebSocket has what was sent before {@link ClientSocket#pingWebSocket}. */
    default void onWebSocketPong() {
        // most do not ask for it
    }

    /** The client is gone, or has left the namespace; nothing follows. */
    void onDisconnect(String reason);
}
