package io.patchbay.portal.internal.engineio;

import java.util.List;

/** A WebSocket. Thread-safe; nothing blocks. */
public interface FrameChannel {
    /**
     * Sends packets, each as a message of its own, in as few writes as possible. Not called again before {@code done}.
     *
     * @param done called once everything is with the operating system or the socket has failed; perhaps before this returns
     */
    void send(List<OutPacket> packets, Runnable done);

    /** Takes leave. */
    void close(int code, String reason);

    /** Cuts the connection. */
    void abort();

    /** Cuts the connection or takes leave. */
    default void end(boolean cut, int code, String reason) {
        if (cut) {
            abort();
        } else {
            close(code, reason);
        }
    }
}
