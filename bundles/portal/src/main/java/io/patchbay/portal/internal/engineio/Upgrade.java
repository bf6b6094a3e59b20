package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;
import java.util.List;
import java.util.Optional;

/** The WebSocket that a client tries out while it still polls. Thread-safe; nothing is called under its lock. */
public final class Upgrade {
    private static final long PATIENCE_MILLIS = 10_000;
    private static final long NOOP_MILLIS =
            100; // an upgrade that comes through meanwhile tells a forbidden poll the truth
    private static final long RIVAL_MILLIS = 100; // what the candidate has sent earlier is to be dealt with by then

    private final Alarms alarms;
    private final Downlink downlink;
    private FrameChannel expected; // guarded by this, like the rest
    private FrameChannel candidate;
    private boolean probed;
    private boolean over;

    Upgrade(Alarms alarms, Downlink downlink) {
        this.alarms = alarms;
        this.downlink = downlink;
    }

    /**
     * A candidate will open, unless there is one: clients learn that theirs is open before we do, and what they do next must not
     * overtake it.
     */
    public void expect(FrameChannel opening) {
        synchronized (this) {
            if (over || candidate != null || expected != null) {
                return;
            }
            expected = opening;
        }
        alarms.after(PATIENCE_MILLIS, () -> forget(opening));
    }

    /** The candidate will not open after all. */
    public synchronized void forget(FrameChannel opening) {
        if (expected == opening) {
            expected = null;
        }
    }

    /** A candidate has opened; false if there must be none now. */
    boolean start(FrameChannel opened) {
        synchronized (this) {
            if (over || candidate != null || (expected != null && expected != opened)) {
                return false;
            }
            candidate = opened;
            expected = null;
        }
        alarms.deadline(PATIENCE_MILLIS, () -> giveUp(opened));
        return true;
    }

    /** Closes a WebSocket that must not be a candidate. */
    public void refuse(FrameChannel rival) {
        boolean pending;
        synchronized (this) {
            pending = candidate != null || expected != null;
        }
        Runnable close = () -> rival.close(CloseCode.PROTOCOL_ERROR, "the session has a WebSocket");
        if (pending) {
            alarms.after(RIVAL_MILLIS, close);
        } else {
            close.run();
        }
    }

    synchronized boolean isCandidate(FrameChannel socket) {
        return socket == candidate;
    }

    /** The candidate has carried a packet here, and carries the answer back. */
    void probe(FrameChannel socket) {
        socket.send(List.of(OutPacket.PROBE_ANSWER), () -> {});
        synchronized (this) {
            probed = candidate != null;
        }
        endPollSoon();
    }

    /** A poll waits: if the client is about to change over, it has to end first. */
    void onPoll() {
        if (isProbed()) {
            endPollSoon();
        }
    }

    private void endPollSoon() {
        alarms.after(NOOP_MILLIS, () -> {
            if (isProbed()) {
                downlink.endPoll(OutPacket.NOOP);
            }
        });
    }

    private synchronized boolean isProbed() {
        return probed;
    }

    /** The client has changed over to the candidate; false if it was none. */
    synchronized boolean complete(FrameChannel socket) {
        over |= socket == candidate;
        return remove(socket);
    }

    /** The candidate does not do what it is here for. */
    void giveUp(FrameChannel socket) {
        if (remove(socket)) {
            socket.close(CloseCode.PROTOCOL_ERROR, "no upgrade");
        }
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
