package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import java.util.List;
import java.util.Optional;
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
    private final Arrivals arrivals;
    private final Farewell farewell = new Farewell();
    private EngineListener listener; // set in start(), before anything can arrive

    private State state = State.OPEN; // guarded by this, like everything below
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
        Uplink uplink = new Uplink(this, revision, downlink, alarms, new MessageRate(settings.maxPacketsPerSecond()));
        this.arrivals = new Arrivals(this, turns, uplink, upgrade);
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

    /** Who may become this session's WebSocket. */
    public Upgrade upgrade() {
        return upgrade;
    }

    /** A WebSocket has been opened for this session: the client wants to leave polling. False if it must not. */
    public boolean startUpgrade(FrameChannel candidate) {
        return isOpen() && upgrade.start(candidate);
    }

    /** What its client sends. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Whether a POST may come: the session is not over, and has no WebSocket. */
    synchronized boolean takesPosts() {
        return state != State.CLOSED && channel == null;
    }

    synchronized boolean isOver() {
        return state == State.CLOSED;
    }

    /** The WebSocket that the client has upgraded to is the one to use from now on. */
    void useFromNowOn(FrameChannel upgraded) {
        boolean owed;
        synchronized (this) {
            channel = upgraded;
            owed = receiptOwed;
        }
        if (owed && downlink.waits()) {
            askReceipt(); // what leaves by the WebSocket now is confirmed by no poll
        }
        if (!downlink.use(upgraded)) {
            upgraded.close(CloseCode.NORMAL, "closed meanwhile");
        }
    }

    /** The WebSocket has answered a ping of its own protocol. To be called in a turn. */
    void heardByPong() {
        if (revision.pingsByWebSocket()) {
            downlink.pong();
            heard();
        }
        if (isOpen()) {
            listener.onWebSocketPong();
        }
    }

    synchronized boolean isUsed(FrameChannel from) {
        return from == channel; // another one is being closed
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
        arrivals.end();
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
