package io.patchbay.portal.internal.socketio;

import java.util.Optional;

/** A place that clients connect to. Thread-safe. */
@FunctionalInterface
public interface Namespace {
    /**
     * A client connects.
     *
     * @param auth what it says of itself
     */
    SocketHandler connect(ClientSocket socket, Optional<Object> auth);
}
