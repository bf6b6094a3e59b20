package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way from an Engine.IO session to its client: what waits to be sent, and the poll or WebSocket that takes it. Packets leave
 * in the order in which they were added, each exactly once, whatever carries them. Thread-safe: polls and WebSockets are called
 * outside the lock, by one thread at a time.
 */
final class Downlink {
    /** What becomes of a poll. */
    enum Reception {
        TAKEN,
        /** There is one already. */
        RIVAL,
        /** The session has a WebSocket, or is over. */
        REFUSED
    }

    private enum State {
        OPEN,
        /** The last packet has been added; when it is sent, the client is told that there are no more. */
        LEAVING,
        SHUT
    }

    /** What is to be done next, decided under the lock and done outside. */
    private record Step(Optional<FrameChannel> socket, Optional<Poll> poll, List<OutPacket> packets) {}

    private final EngineRevision revision;
    private final EngineSettings settings;
    private final Alarms alarms;
    private final Runnable onLeft;
    private final Runnable onStuck;
    private final Outbox outbox; // guarded by this, like the rest
    private State state = State.OPEN;
    private Poll poll;
    private FrameChannel channel;
    private boolean writing;
    private boolean leaveTaken;
    private boolean overflown;
    private int leaveCode;
    private String leaveReason = "";
    private long pinged;
    private long confirmed;
    private long moved; // counts what has left the outbox
    private boolean watched;

    /**
     * @param onLeft called when the answer to a poll has taken the leave
     * @param onStuck called when nothing has moved for too long
     */
    Downlink(EngineRevision revision, EngineSettings settings, Alarms alarms, Runnable onLeft, Runnable onStuck) {
        this.revision = revision;
        this.settings = settings;
        this.alarms = alarms;
        this.onLeft = onLeft;
        this.onStuck = onStuck;
        this.outbox = new Outbox(settings.maxQueuedBytes());
    }

    /** Adds a packet. Answers its number; 0 if nothing may be added any more, or more waits than may. */
    synchronized long add(OutPacket packet) {
        if (state != State.OPEN || overflown) {
            return 0;
        }
        overflown = !outbox.accepts(packet);
        return overflown ? 0 : outbox.add(packet);
    }

    /** Adds packets with nothing in between. */
    synchronized void addAll(List<OutPacket> packets) {
        packets.forEach(this::add);
    }

    /** Whether there is something that has not left yet. */
    synchronized boolean waits() {
        return !outbox.isEmpty();
    }

    /** Whether more had to be sent than may wait, so that something is missing from now on. */
    synchronized boolean isOverflown() {
        return overflown;
    }

    /** Adds a ping, however much waits. */
    synchronized void ping() {
        if (state == State.OPEN) {
            pinged = outbox.add(OutPacket.PING);
        }
    }

    /** Sends a ping. Not to be called under a lock. */
    void pingNow() {
        ping();
        drain();
    }

    /** The client has answered the last ping, so it has what was sent before. */
    synchronized void pong() {
        confirmed = Math.max(confirmed, pinged);
    }

    /** Number of the last packet that the client is known to have received. */
    synchronized long confirmed() {
        return confirmed;
    }

    /** Whether something has been sent that the client is not known to have received. */
    synchronized boolean isUnconfirmed() {
        return confirmed < outbox.taken();
    }

    /** Takes a poll, which is answered as soon as there is something to say. */
    synchronized Reception offer(Poll arrived) {
        if (channel != null) {
            return Reception.REFUSED;
        }
        if (poll != null) {
            return Reception.RIVAL;
        }
        confirmed = outbox.taken(); // a client polls again once it has read the last answer
        if (state == State.SHUT) {
            return Reception.REFUSED;
        }
        poll = arrived;
        return Reception.TAKEN;
    }

    /** Ends the poll, if one waits, with a packet that means nothing. */
    boolean endPoll(OutPacket packet) {
        Poll ended;
        synchronized (this) {
            ended = poll;
            poll = null;
        }
        if (ended == null) {
            return false;
        }
        ended.answer(revision.payloads().encode(List.of(packet)));
        return true;
    }

    /**
     * From now on packets leave by this WebSocket; false if none leave any more. A client that upgrades has ended its polls
     * before: one that still waits is refused.
     */
    boolean use(FrameChannel socket) {
        Poll rival;
        synchronized (this) {
            if (state == State.SHUT) {
                return false;
            }
            channel = socket;
            rival = poll;
            poll = null;
            confirmed = outbox.taken();
        }
        if (rival != null) {
            rival.refuse(EngineError.BAD_REQUEST);
        }
        drain();
        return true;
    }

    /** Adds nothing from now on, and takes leave of the client when everything is sent. */
    void leave(int code, String reason) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.LEAVING;
            leaveCode = code;
            leaveReason = reason;
        }
        drain();
    }

    /** Forgets everything and takes no poll from now on. Answers the WebSocket, if there is one, for the caller to end. */
    Optional<FrameChannel> shut() {
        FrameChannel socket;
        synchronized (this) {
            state = State.SHUT;
            outbox.clear();
            socket = channel;
        }
        return Optional.ofNullable(socket);
    }

    /** Sends what waits, on this thread as far as it does not block. */
    void drain() {
        boolean goOn = true;
        while (goOn) {
            Optional<Step> next = nextStep();
            if (next.isEmpty()) {
                watch();
                return;
            }
            goOn = perform(next.get());
        }
    }

    private synchronized Optional<Step> nextStep() {
        if (state == State.SHUT || writing || (channel == null && poll == null)) {
            return Optional.empty();
        }
        if (outbox.isEmpty()) {
            return state == State.LEAVING && !leaveTaken ? Optional.of(lastStep()) : Optional.empty();
        }
        List<OutPacket> packets = outbox.take();
        if (channel != null) {
            writing = true;
            return Optional.of(new Step(Optional.of(channel), Optional.empty(), packets));
        }
        Poll answered = poll;
        poll = null;
        moved++;
        outbox.arrived();
        return Optional.of(new Step(Optional.empty(), Optional.of(answered), packets));
    }

    /** In an answer of its own: clients deal with a close at once but with what came along with it a little later. */
    private Step lastStep() {
        leaveTaken = true;
        if (channel != null) {
            return new Step(Optional.of(channel), Optional.empty(), List.of());
        }
        Poll answered = poll;
        poll = null;
        return new Step(Optional.empty(), Optional.of(answered), List.of(OutPacket.CLOSE));
    }

    /** Answers whether to go on at once. */
    private boolean perform(Step step) {
        if (step.poll().isPresent()) {
            step.poll().get().answer(revision.payloads().encode(step.packets()));
            if (step.packets().get(step.packets().size() - 1) == OutPacket.CLOSE) {
                onLeft.run();
            }
            return false;
        }
        FrameChannel socket = step.socket().orElseThrow();
        if (step.packets().isEmpty()) {
            socket.close(leaveCode, leaveReason);
            return false;
        }
        Write write = new Write();
        socket.send(revision.onWebSocket(step.packets()), write);
        boolean goOn = write.isOver();
        if (!goOn) {
            watch();
        }
        return goOn;
    }

    /** A write under way: whichever comes second, its end or the return of the call that began it, goes on. */
    private final class Write implements Runnable {
        private final AtomicBoolean firstCame = new AtomicBoolean();

        @Override
        public void run() {
            synchronized (Downlink.this) {
                writing = false;
                moved++;
                outbox.arrived();
            }
            if (!firstCame.compareAndSet(false, true)) {
                drain();
            }
        }

        boolean isOver() {
            return !firstCame.compareAndSet(false, true);
        }
    }

    /** Has it noticed if what waits does not move within a bound. */
    private void watch() {
        long seen;
        synchronized (this) {
            if (watched || state == State.SHUT || (!writing && outbox.isEmpty())) {
                return;
            }
            watched = true;
            seen = moved;
        }
        alarms.deadline(settings.slowReaderMillis(), () -> checkMoved(seen));
    }

    private void checkMoved(long seen) {
        boolean stuck;
        synchronized (this) {
            watched = false;
            stuck = state != State.SHUT && moved == seen && (writing || !outbox.isEmpty());
        }
        if (stuck) {
            onStuck.run();
        } else {
            watch();
        }
    }
}
