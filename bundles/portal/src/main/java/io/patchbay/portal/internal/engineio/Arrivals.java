package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Turns;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What the client of one session sends, by POSTs or by a WebSocket: each is taken in a turn, and counts as dealt with when nobody above
 * the session has too much waiting. Thread-safe.
 */
public final class Arrivals {
    private final EngineSocket socket;
    private final Turns turns;
    private final Uplink uplink;
    private final Upgrade upgrade;
    private final Backpressure backpressure = new Backpressure();
    private final AtomicBoolean posting = new AtomicBoolean();

    Arrivals(EngineSocket socket, Turns turns, Uplink uplink, Upgrade upgrade) {
        this.socket = socket;
        this.turns = turns;
        this.uplink = uplink;
        this.upgrade = upgrade;
    }

    /** A POST has arrived, its body is being read; false if there must not be one now. */
    public boolean startPost() {
        if (!socket.takesPosts()) {
            return false;
        }
        boolean first = posting.compareAndSet(false, true);
        if (!first) {
            socket.lose("overlapping requests", CloseCode.PROTOCOL_ERROR, false);
        }
        return first;
    }

    /** The body of the POST is there. */
    public void post(byte[] body, boolean binary, Consumer<Optional<EngineError>> reply) {
        AtomicBoolean accepted = new AtomicBoolean();
        take(() -> accepted.set(!socket.isOver() && uplink.takeBody(body, binary)), () -> {
            posting.set(false);
            reply.accept(accepted.get() ? Optional.empty() : Optional.of(EngineError.BAD_REQUEST));
        });
    }

    /** The body of the POST is refused. */
    public void postFailed(String reason, boolean fatal) {
        posting.set(false);
        if (fatal) {
            socket.lose(reason, CloseCode.PROTOCOL_ERROR, false);
        }
    }

    /** A text frame has arrived; {@code done} runs once it is dealt with. */
    public void frame(FrameChannel from, String text, Runnable done) {
        take(
                () -> {
                    if (upgrade.isCandidate(from)) {
                        takeProbe(from, text);
                    } else if (socket.isUsed(from)) { // another one is being closed
                        uplink.takeFrame(text);
                    }
                },
                done);
    }

    private void takeProbe(FrameChannel from, String text) {
        if (text.equals("2probe")) {
            upgrade.probe(from);
        } else if (!text.equals("5")) {
            upgrade.giveUp(from);
        } else if (upgrade.complete(from)) {
            socket.useFromNowOn(from);
        }
    }

    /** A binary frame has arrived; {@code done} runs once it is dealt with. */
    public void binaryFrame(FrameChannel from, byte[] data, Runnable done) {
        take(
                () -> {
                    if (socket.isUsed(from)) {
                        uplink.takeFrame(data);
                    }
                },
                done);
    }

    /** The WebSocket has answered a ping of its own protocol. */
    public void webSocketPong(Runnable done) {
        take(socket::heardByPong, done);
    }

    /** What arrives by a WebSocket is too large, too slow, no text, or too much for the node. */
    public void refuse(FrameChannel from, int code, String reason) {
        if (socket.isUsed(from)) {
            socket.lose(reason, code, false);
        } else {
            from.close(code, reason);
        }
    }

    /** Reads hardly any more while somebody has too much waiting of what was sent. To be called in a turn. */
    public void crowd(Object who, boolean crowded) {
        backpressure.crowd(who, crowded);
    }

    /** The session is over: what comes in now harms nobody. To be called in a turn. */
    void end() {
        backpressure.end();
    }

    /** Takes something in, in a turn. The next may come even if this does harm: else the client would seem to have fallen silent. */
    private void take(Runnable arrived, Runnable done) {
        turns.here(() -> {
            try {
                arrived.run();
            } finally {
                backpressure.afterwards(done);
            }
        });
    }
}
