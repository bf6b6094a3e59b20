package io.patchbay.portal.internal.engineio;

import java.util.Optional;

/** The WebSocket that a client tries out while it still polls. Thread-safe. */
final class Upgrade {
    private FrameChannel candidate; // guarded by this, like the rest
    private boolean probed;
    private boolean over;

    /** A candidate has opened; false if there must be none now. */
    synchronized boolean start(FrameChannel opened) {
        if (over || candidate != null) {
            return false;
        }
        candidate = opened;
        return true;
    }

    synchronized boolean isCandidate(FrameChannel socket) {
        return socket == candidate;
    }

    /** The candidate has carried a packet there and back. */
    synchronized void probe() {
        probed = candidate != null;
    }

    /** Whether the client is about to change over. */
    synchronized boolean isProbed() {
        return probed;
    }

    /** The client has changed over to the candidate; false if it was none. */
    synchronized boolean complete(FrameChannel socket) {
        over |= socket == candidate;
        return remove(socket);
    }

    /** The candidate fails; false if it was none. */
    synchronized boolean remove(FrameChannel socket) {
        if (socket != candidate) {
            return false;
        }
        candidate = null;
        probed = false;
        return true;
    }

    /** There is no upgrade from now on. Answers the candidate, for the caller to end. */
    synchronized Optional<FrameChannel> end() {
        Optional<FrameChannel> last = Optional.ofNullable(candidate);
        over = true;
        candidate = null;
        probed = false;
        return last;
    }
}
