package io.patchbay.portal.internal.socketio;

/** What a namespace does with one client. Called in the connection's turns only, so one call at a time. */
public interface SocketHandler {
    /** The client has sent an event. */
    void onEvent(SocketEvent event);

    /** The client is gone, or has left the namespace; nothing follows. */
    void onDisconnect(String reason);
}
