package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.rooms.Permission;
import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.WireForm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * A client's place in a room, which outlives its connections. Thread-safe: its state is guarded by its lock, under which nothing
 * but its own parts is called.
 */
final class Session {
    private enum State {
        /** The room has not said yes, or the client has not been told. */
        JOINING,
        /** It has a connection. */
        CONNECTED,
        /** Its connection is gone; it waits for a new one. */
        WAITING,
        /** It is of a former process, and the room has not taken it back yet. */
        RESTORING,
        ENDED
    }

    private final SessionFacts facts;
    private final Trace trace;
    private final Alarms alarms;
    private final Ends ends;
    private final Outlet outlet;
    private final long began;
    private final AtomicReference<CodecState> codecState = new AtomicReference<>(CodecState.NEW);
    private State state = State.JOINING; // guarded by this, like the rest
    private Optional<ClientConnection> connection = Optional.empty();
    private final Tickets tickets = new Tickets();
    private Alarm expiry = Alarm.NONE;
    private final Duration successorWait;
    private final AtomicBoolean stalled = new AtomicBoolean();
    private volatile Permission permission = Permission.ALL;
    private volatile Optional<Broadcast> utterance = Optional.empty();

    /** What becomes of a session; called on any thread, under no lock. */
    interface Ends {
        /** Its client has not come back in time. */
        void onNotBack(Session session);

        /** Its client has missed more than is kept, and is here to be told what the room is like now. */
        void onGap(Session session);
    }

    /**
     * @param trace told what it goes through
     * @param form of the connection that will come first
     */
    Session(SessionFacts facts, Trace trace, WireForm form, PortalSettings.Values settings, Alarms alarms, Ends ends) {
        this.facts = facts;
        this.trace = trace;
        this.alarms = alarms;
        this.ends = ends;
        this.began = alarms.now();
        this.successorWait = Duration.ofMillis(settings.successorWaitMillis());
        this.outlet = new Outlet(
                facts.protocol(),
                facts.place(),
                form,
                this::encode,
                new Outlet.Bounds(settings.maxReplayBytes(), settings.maxReplayMillis()),
                alarms::now,
                this::onStalled);
    }

    SessionFacts facts() {
        return facts;
    }

    String id() {
        return facts.participant().id();
    }

    /** What it has gone through. */
    Trace trace() {
        return trace;
    }

    /** Whether its client has a connection now. */
    synchronized boolean isConnected() {
        return state == State.CONNECTED;
    }

    /** Since when it has been here, in milliseconds since the epoch. */
    long sinceMillis() {
        return began;
    }

    /** What the client may do, as it was last told. */
    Permission permission() {
        return permission;
    }

    /** The room has let the client in. */
    void permit(Permission granted) {
        permission = granted;
    }

    /** The client says something that its room is about to hear of; empty once it has. */
    void utter(Optional<Broadcast> text) {
        utterance = text;
    }

    /** What the client is saying, encoded already; empty if it is not that, or came from elsewhere. */
    Optional<Broadcast> utterance(Notification.TextReceived told) {
        return utterance.filter(mine -> mine.says(told));
    }

    /** What the codec remembers; confined to the turns of the current connection. */
    AtomicReference<CodecState> codecState() {
        return codecState;
    }

    /** The client is in. False if it has been thrown out meanwhile. */
    synchronized boolean enter(ClientConnection first) {
        if (state != State.JOINING) {
            return false;
        }
        state = State.CONNECTED;
        connection = Optional.of(first);
        return true;
    }

    /** Begins to notify the client, once it has been told that it is in; does nothing if the connection is not the current one. */
    void open(ClientConnection current, ClientSocket socket) {
        synchronized (this) {
            if (!isHeldBy(current)) {
                return;
            }
            outlet.attach(socket);
        }
        outlet.resume();
        if (outlet.hasGap()) {
            ends.onGap(this);
        }
    }

    private boolean isHeldBy(ClientConnection one) {
        return state == State.CONNECTED
                && connection.filter(current -> current == one).isPresent();
    }

    /** Queues or keeps a notification; the socket that it is queued for is to be flushed by whoever is told of it. */
    void deliver(Broadcast broadcast, Consumer<ClientSocket> toFlush) {
        broadcast.permission().ifPresent(this::permit);
        if (!outlet.deliver(broadcast, toFlush)) {
            onGap();
        }
    }

    /** Something could not even be offered to the client. */
    void miss() {
        outlet.openGap();
        onGap();
    }

    private void onGap() {
        boolean here;
        synchronized (this) {
            here = state == State.CONNECTED;
        }
        if (here) { // else it is told when it is back
            ends.onGap(this);
        }
    }

    /** A connection is gone. Waits for the next one if it was this session's. */
    void lose(ClientConnection gone, long waitMillis) {
        boolean hopeless;
        synchronized (this) {
            if (!isHeldBy(gone)) {
                return;
            }
            state = State.WAITING;
            connection = Optional.empty();
            outlet.detach();
            trace.add(Kind.AWAY); // in here, so that it comes before the return
            hopeless = waitMillis == 0;
            if (!hopeless) {
                expiry = alarms.deadline(waitMillis, this::expire);
            }
        }
        if (hopeless) {
            ends.onNotBack(this);
        }
    }

    private void expire() {
        synchronized (this) {
            if (state != State.WAITING) {
                return; // it came back while the alarm rang
            }
        }
        ends.onNotBack(this);
    }

    /** What came of an attempt to resume. */
    enum Resumption {
        DONE,
        /** There is no such session any more. */
        GONE,
        /** The ticket has been used, or another one has since. */
        USED,
        /** The ticket has been used, but the answer has not arrived yet, as far as is known. */
        UNDECIDED
    }

    /**
     * Takes the session over; of any number of attempts with the tickets of one connection exactly one does. A ticket whose answer
     * was lost with its connection is good again: its client has no other.
     *
     * @param patient whether a connection that looks alive, and has not confirmed the answer, gets time to do so
     * @param onSuperseded told of the connection that had it until now
     */
    Resumption resume(
            String ticketId, boolean patient, ClientConnection successor, Consumer<ClientConnection> onSuperseded) {
        Optional<ClientConnection> predecessor;
        synchronized (this) {
            if (state != State.CONNECTED && state != State.WAITING) {
                return Resumption.GONE;
            }
            if (!tickets.contains(ticketId)) {
                if (!tickets.mayBeLost(ticketId)) {
                    return Resumption.USED;
                }
                if (state == State.CONNECTED && patient) {
                    return Resumption.UNDECIDED;
                }
            }
            tickets.clear();
            expiry.cancel();
            predecessor = connection;
            connection = Optional.of(successor);
            state = State.CONNECTED;
            outlet.detach();
            trace.add(Kind.BACK, "", predecessor.isPresent() ? "while another connection was there" : "");
        }
        predecessor.ifPresent(onSuperseded);
        return Resumption.DONE;
    }

    /** Remembers a ticket as good. */
    synchronized void addTicket(String ticketId) {
        tickets.add(ticketId);
    }

    /** Remembers by what the client learns of its next ticket. */
    synchronized void answered(Handover last) {
        tickets.answered(last);
    }

    /** What the client has missed, between {@link #resume} and {@link #open}. */
    Outlet outlet() {
        return outlet;
    }

    /** What came of ending a session: whether this call did it, and the connection that it had. */
    record Ending(boolean first, Optional<ClientConnection> connection) {}

    /** Ends. */
    synchronized Ending end() {
        boolean first = state != State.ENDED;
        Optional<ClientConnection> last = connection;
        state = State.ENDED;
        connection = Optional.empty();
        expiry.cancel();
        tickets.clear();
        return new Ending(first, last);
    }

    /** Is what a predecessor had written down; nobody resumes it yet. */
    void restore(KeptSession kept) {
        permit(kept.permission());
        codecState.set(kept.codecState());
        outlet.restore(kept.missed(), kept.lastSequence(), kept.gap());
        synchronized (this) {
            if (state == State.JOINING) {
                state = State.RESTORING;
                tickets.addAll(kept.tickets());
            }
        }
    }

    /** The room has taken it back: waits for its client from now on. */
    synchronized void restored(long waitMillis) {
        if (state == State.RESTORING) {
            state = State.WAITING;
            trace.add(Kind.RESTORED);
            expiry = alarms.deadline(waitMillis, this::expire);
        }
    }

    /** Ends here, to go on in another process; empty if its client cannot come back. */
    Optional<KeptSession> keep() {
        List<String> good;
        synchronized (this) {
            if (state != State.CONNECTED && state != State.WAITING && state != State.RESTORING) {
                return Optional.empty();
            }
            good = tickets.all();
            outlet.detach();
        }
        Optional<KeptSession> kept = KeptSession.of(this, good);
        end();
        return kept;
    }

    private Speech encode(Broadcast broadcast, ClientSocket socket) throws CodecException {
        Optional<Speech> shared = broadcast.forAll(facts.protocol(), facts.place(), socket.form());
        if (shared.isPresent()) {
            return shared.get();
        }
        Speech speech = facts.protocol()
                .encodeForOne(
                        facts.place(),
                        codecState.get(),
                        broadcast.notification().orElseThrow(),
                        socket.form());
        codecState.set(speech.state());
        return speech;
    }

    /** What a notification is in the words of this session's version. */
    List<Encoded.Wire.Event> words(Broadcast broadcast) throws CodecException {
        Optional<Speech> shared = broadcast.forAll(facts.protocol(), facts.place(), PlainForm.INSTANCE);
        if (shared.isPresent()) {
            return shared.get().events();
        }
        Speech speech = facts.protocol()
                .encodeForOne(
                        facts.place(),
                        codecState.get(),
                        broadcast.notification().orElseThrow(),
                        PlainForm.INSTANCE);
        codecState.set(speech.state());
        return speech.events();
    }

    /** Waits once, however much there is to be said meanwhile. */
    private void onStalled(CodecException why) {
        if (stalled.compareAndSet(false, true)) {
            CompletionStage<Void> unused =
                    facts.protocol().whenRelieved(why, successorWait).thenAccept(relieved -> onWaited(relieved, why));
        }
    }

    private void onWaited(boolean relieved, CodecException why) {
        stalled.set(false);
        if (relieved) {
            outlet.resume();
        } else if (why.isMissing()) {
            strand();
        } else {
            outlet.resumeWithout(why.generation());
        }
    }

    /** There is no codec any more: cuts the client off, who may come back. */
    void strand() {
        holder().ifPresent(connected -> connected.onStranded(facts.protocol().missingMessage()));
    }

    private synchronized Optional<ClientConnection> holder() {
        return connection;
    }

    @Override
    public String toString() {
        return facts.toString();
    }
}
