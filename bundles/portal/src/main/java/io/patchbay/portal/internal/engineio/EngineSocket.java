package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One Engine.IO session: a client's polls, or its WebSocket, or for a moment both. Thread-safe: its own state is guarded by its
 * lock, under which nothing else is called; the listener is called in turns.
 */
public final class EngineSocket {
    private static final long LINGER_MILLIS = 5_000; // for the last packets
    private static final long FAREWELL_MILLIS = 1_000; // for a poll that the client's own leave has overtaken

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final String id;
    private final EngineRevision revision;
    private final EngineSettings settings;
    private final Intake intake;
    private final Alarms alarms;
    private final Turns turns;
    private final Consumer<EngineSocket> onGone;
    private final Downlink downlink;
    private final Upgrade upgrade;
    private final Heartbeat heartbeat;
    private final Uplink uplink;
    private final Backpressure backpressure = new Backpressure();
    private final Farewell farewell = new Farewell();
    private EngineListener listener; // set in start(), before anything can arrive

    private State state = State.OPEN; // guarded by this, like everything below
    private boolean posting;
    private FrameChannel channel;
    private boolean receiptOwed; // was asked for while the client polled

    EngineSocket(
            String id,
            EngineRevision revision,
            EngineSettings settings,
            Intake intake,
            Alarms alarms,
            Turns turns,
            ReceiptBudget receipts,
            Consumer<EngineSocket> onGone) {
        this.id = id;
        this.revision = revision;
        this.settings = settings;
        this.intake = intake;
        this.alarms = alarms;
        this.turns = turns;
        this.onGone = onGone;
        this.downlink = new Downlink(
                revision,
                settings,
                alarms,
                () -> lose("closed", CloseCode.NORMAL, false),
                () -> lose("slow reader", CloseCode.TRY_AGAIN_LATER, true));
        this.upgrade = new Upgrade(alarms, downlink);
        this.uplink = new Uplink(this, revision, downlink, alarms, new MessageRate(settings.maxPacketsPerSecond()));
        this.heartbeat = new Heartbeat(
                alarms, settings, receipts, downlink::pingNow, () -> lose("ping timeout", CloseCode.NORMAL, true));
    }

    /** Opens on polling, or on a WebSocket that gets the opening packet. */
    void start(EngineListener upper, Optional<FrameChannel> socket) {
        listener = upper;
        socket.ifPresent(first -> {
            upgrade.end();
            synchronized (this) {
                channel = first;
            }
            if (revision.isEngine()) {
                downlink.add(settings.openingPacket(id, false));
            }
            downlink.use(first);
        });
        heartbeat.heard();
    }

    /** What lies above this session. */
    EngineListener listener() {
        return listener;
    }

    /** The session's id. */
    public String id() {
        return id;
    }

    /** How the client speaks. */
    public EngineRevision revision() {
        return revision;
    }

    /** How much the client may send at once. */
    public Intake intake() {
        return intake;
    }

    /** Reads no more while somebody has too much waiting of what was sent. To be called in a turn. */
    public void crowd(Object who, boolean crowded) {
        backpressure.crowd(who, crowded);
    }

    /** What everything above this session runs in. */
    public Turns turns() {
        return turns;
    }

    /**
     * Queues a packet; {@link #flush} sends it.
     *
     * @return its number, the first is 1; 0 if the session is over or the client has fallen too far behind
     */
    public long send(OutPacket packet) {
        return downlink.add(packet);
    }

    /** Queues packets that belong together, so that no other comes between them. */
    public void send(List<OutPacket> packets) {
        downlink.addAll(packets);
    }

    /** Sends what is queued, on this thread as far as it does not block. Not to be called under a lock. */
    public void flush() {
        if (downlink.isOverflown()) {
            lose("slow reader", CloseCode.TRY_AGAIN_LATER, true);
        }
        downlink.drain();
    }

    /**
     * Queues a ping unless the client has just been asked: its answer confirms what was queued before. A client that polls
     * confirms by polling again.
     */
    public void askReceipt() {
        boolean polls;
        synchronized (this) {
            polls = channel == null;
            receiptOwed |= polls;
        }
        if (!polls && heartbeat.askEarly()) {
            downlink.ping();
        }
    }

    /** Sends a ping of the WebSocket protocol after what is queued; false if the client polls. */
    public boolean pingWebSocket() {
        synchronized (this) {
            if (channel == null) {
                return false;
            }
        }
        downlink.add(OutPacket.WEB_SOCKET_PING);
        flush();
        return true;
    }

    /** Number of the last packet that the client is known to have received. */
    public long confirmed() {
        return downlink.confirmed();
    }

    /** Sends what is queued, then ends the session. The listener hears of it as of any other end. */
    public void close(int code, String reason) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
        }
        heartbeat.stop();
        turns.execute(() -> tellOfTheEnd(reason));
        alarms.after(LINGER_MILLIS, () -> lose(reason, code, true));
        downlink.leave(code, reason);
    }

    /** Ends the session without further words. */
    public void abort() {
        lose("aborted", CloseCode.SERVICE_RESTART, true);
    }

    /** A GET has arrived. */
    public void poll(Poll arrived) {
        if (heartbeat.overdue()) {
            lose("ping timeout", CloseCode.NORMAL, true);
        }
        switch (downlink.offer(arrived)) {
            case TAKEN -> {
                if (revision.isOld()) {
                    heard(); // it is asked by ending its poll, so this may be its answer
                }
                downlink.drain();
                upgrade.onPoll();
            }
            case RIVAL -> {
                lose("overlapping polls", CloseCode.PROTOCOL_ERROR, false);
                arrived.refuse(EngineError.BAD_REQUEST);
            }
            case REFUSED -> {
                if (farewell.end()) {
                    arrived.answer(revision.payloads().encode(List.of(OutPacket.NOOP)));
                } else {
                    arrived.refuse(EngineError.BAD_REQUEST);
                }
            }
        }
    }

    /** A poll's answer could not be written. */
    public void pollFailed() {
        lose("transport error", CloseCode.NORMAL, true);
    }

    /** A POST has arrived, its body is being read; false if there must not be one now. */
    public boolean startPost() {
        boolean rival;
        synchronized (this) {
            if (state == State.CLOSED || channel != null) {
                return false;
            }
            rival = posting;
            posting = true;
        }
        if (rival) {
            lose("overlapping requests", CloseCode.PROTOCOL_ERROR, false);
        }
        return !rival;
    }

    /** The body of the POST is there. */
    public void post(byte[] body, boolean binary, Consumer<Optional<EngineError>> reply) {
        AtomicBoolean accepted = new AtomicBoolean();
        take(() -> accepted.set(takePayload(body, binary)), () -> {
            synchronized (this) {
                posting = false;
            }
            reply.accept(accepted.get() ? Optional.empty() : Optional.of(EngineError.BAD_REQUEST));
        });
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

    /** The body of the POST is refused. */
    public void postFailed(String reason, boolean fatal) {
        synchronized (this) {
            posting = false;
        }
        if (fatal) {
            lose(reason, CloseCode.PROTOCOL_ERROR, false);
        }
    }

    private boolean takePayload(byte[] body, boolean binary) {
        synchronized (this) {
            if (state == State.CLOSED) {
                return false;
            }
        }
        return uplink.takeBody(body, binary);
    }

    /** Who may become this session's WebSocket. */
    public Upgrade upgrade() {
        return upgrade;
    }

    /** A WebSocket has been opened for this session: the client wants to leave polling. False if it must not. */
    public boolean startUpgrade(FrameChannel candidate) {
        return isOpen() && upgrade.start(candidate);
    }

    /** A text frame has arrived; {@code done} runs once the next one may. */
    public void frame(FrameChannel from, String text, Runnable done) {
        take(() -> takeFrame(from, text), done);
    }

    private void takeFrame(FrameChannel from, String text) {
        if (upgrade.isCandidate(from)) {
            takeProbeFrame(from, text);
        } else if (isUsed(from)) {
            uplink.takeFrame(text);
        }
    }

    private void takeProbeFrame(FrameChannel from, String text) {
        if (text.equals("2probe")) {
            upgrade.probe(from);
        } else if (!text.equals("5")) {
            upgrade.giveUp(from);
        } else if (upgrade.complete(from)) {
            boolean owed;
            synchronized (this) {
                channel = from;
                owed = receiptOwed;
            }
            if (owed && downlink.waits()) {
                askReceipt(); // what leaves by the WebSocket now is confirmed by no poll
            }
            if (!downlink.use(from)) {
                from.close(CloseCode.NORMAL, "closed meanwhile");
            }
        }
    }

    /** A binary frame has arrived; {@code done} runs once the next one may. */
    public void binaryFrame(FrameChannel from, byte[] data, Runnable done) {
        take(
                () -> {
                    if (isUsed(from)) {
                        uplink.takeFrame(data);
                    }
                },
                done);
    }

    /** What arrives by a WebSocket is too large, too slow, or too much for the node. */
    public void refuse(FrameChannel from, int code, String reason) {
        if (isUsed(from)) {
            lose(reason, code, false);
        } else {
            from.close(code, reason);
        }
    }

    private synchronized boolean isUsed(FrameChannel from) {
        return from == channel; // another one is being closed
    }

    /** The WebSocket has answered a ping of its own protocol. */
    public void webSocketPong(Runnable done) {
        take(
                () -> {
                    if (revision.pingsByWebSocket()) {
                        downlink.pong();
                        heard();
                    }
                    if (isOpen()) {
                        listener.onWebSocketPong();
                    }
                },
                done);
    }

    /** A WebSocket is gone. */
    public void channelClosed(FrameChannel gone) {
        synchronized (this) {
            if (gone != channel) {
                upgrade.remove(gone);
                return;
            }
        }
        lose("transport close", CloseCode.NORMAL, true);
    }

    /** The client takes leave. */
    void clientLeft() {
        end("transport close", CloseCode.NORMAL, false, OutPacket.NOOP);
    }

    /** The client has given a sign of life. */
    void heard() {
        if (heartbeat.heard()) {
            downlink.pingNow();
        }
    }

    synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Ends the session at once. */
    void lose(String reason, int code, boolean cut) {
        end(reason, code, cut, OutPacket.CLOSE);
    }

    private void tellOfTheEnd(String reason) {
        backpressure.end();
        listener.onClosed(reason);
    }

    /** A poll that waits gets the packet; so does the next one, if the client's own leave has overtaken it. */
    private void end(String reason, int code, boolean cut, OutPacket last) {
        boolean news;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            news = state == State.OPEN;
            state = State.CLOSED;
            if (channel == null && last == OutPacket.NOOP) {
                farewell.expect(); // under the lock: a poll that finds the session closed is to find this too
            }
        }
        heartbeat.stop();
        downlink.shut().ifPresent(socket -> socket.end(cut, code, reason));
        if (downlink.endPoll(last)) {
            farewell.end(); // no poll is taken any more, so there is none after this one
        }
        upgrade.end().ifPresent(candidate -> candidate.end(cut, code, reason));
        Runnable tell = news ? () -> turns.execute(() -> tellOfTheEnd(reason)) : () -> {};
        boolean mayLearn = downlink.isUnconfirmed(); // from the poll that may still come
        if (!mayLearn) {
            tell.run();
        }
        if (farewell.whenOver(mayLearn ? tell : () -> {})) {
            alarms.after(FAREWELL_MILLIS, this::forgetFarewell);
        } else {
            onGone.accept(this);
        }
    }

    private void forgetFarewell() {
        farewell.end();
        onGone.accept(this);
    }
}
