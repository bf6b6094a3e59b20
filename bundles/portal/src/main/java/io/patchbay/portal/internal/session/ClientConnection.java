package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of one client (owt-server, 6.3): fresh, then logging in, then in a room, and perhaps fresh again. Confined to
 * the connection's turns, apart from the methods that say otherwise.
 */
final class ClientConnection implements SocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final String ILLEGAL = "Illegal request";
    private static final String IN_SERVICE = "Connection is in service";
    private static final long MISSING_MILLIS = 5_000; // until a client asks again whether its version is back
    private static final int CROWD =
            32; // requests that wait for a codec, or for what is undecided: then hardly any more are read
    private static final int MOST_HELD = 4_096; // of those that have been read already
    private static final long RETRY_MILLIS = 200;
    private static final int MOST_TRIES = 25; // of a resumption: then a rival that says nothing is taken for gone

    private enum Phase {
        FRESH,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final PortalContext context;
    private final ClientSocket socket;
    private final Speaker speaker;
    private final RoomRequests requests;
    private final Deque<SocketEvent> held = new ArrayDeque<>(0);
    private Phase phase = Phase.FRESH;
    private Optional<Login> login = Optional.empty();
    private Optional<Session> session = Optional.empty();
    private Optional<Runnable> queued = Optional.empty(); // what admission has been asked to begin
    private int tries;

    ClientConnection(PortalContext context, ClientSocket socket) {
        this.context = context;
        this.socket = socket;
        this.speaker = new Speaker(socket, this::onCaught);
        this.requests = new RoomRequests(context, socket, speaker, this::onCaught);
    }

    @Override
    public void onEvent(SocketEvent event) {
        if (!held.isEmpty()) {
            hold(event);
            return;
        }
        switch (event.name()) {
            case "login" -> startLogin(event);
            case "relogin" -> resume(event);
            default -> request(event);
        }
    }

    @Override
    public void onDisconnect(String reason) {
        phase = Phase.CLOSED;
        held.clear();
        queued.ifPresent(context.admission()::withdraw);
        login.ifPresent(Login::cut);
        session.ifPresent(held -> held.lose(this, context.settings().now().reconnectionTimeoutMillis()));
        session = Optional.empty();
    }

    private void startLogin(SocketEvent event) {
        if (phase != Phase.FRESH) {
            refuse(event.ackId(), IN_SERVICE);
            return;
        }
        if (!context.sessions().admitting().isDone()) { // those who were there before have their places first
            hold(event);
            CompletionStage<Void> unused = // what fails in a turn is logged there
                    context.sessions().admitting().thenAccept(done -> socket.turns()
                            .execute(this::releaseAll));
            return;
        }
        phase = Phase.CONNECTING;
        Login attempt = new Login(context, this, socket, event.ackId());
        login = Optional.of(attempt);
        Optional<Object> data = firstArgument(event);
        Runnable begin = () -> socket.turns().execute(() -> attempt.start(data));
        Admission.Verdict verdict = context.admission().ask(begin);
        if (verdict instanceof Admission.Verdict.Now) {
            attempt.start(data);
        } else if (verdict instanceof Admission.Verdict.Waits) {
            queued = Optional.of(begin);
        } else if (verdict instanceof Admission.Verdict.Refused refused) {
            context.endings().login(Optional.empty(), Endings.OfLogin.BUSY);
            onRefused(event.ackId(), "Too many logins, try again later", refused.retryAfterMillis());
        }
    }

    /** The login has succeeded, and the client has been told. */
    void onLoggedIn(Session entered) {
        login = Optional.empty();
        session = Optional.of(entered);
        phase = Phase.CONNECTED;
        socket.settle(true);
    }

    /** The login has failed: the client is told, then disconnected. */
    void onRefused(OptionalLong ackId, String reason) {
        onRefused(ackId, List.of("error", reason));
    }

    /** As {@link #onRefused(OptionalLong, String)}, because of something that passes. */
    void onRefused(OptionalLong ackId, String reason, long retryAfterMillis) {
        onRefused(ackId, reason, Map.of("retryAfterMillis", retryAfterMillis));
    }

    /** As {@link #onRefused(OptionalLong, String)}, with what the client may do about it. */
    void onRefused(OptionalLong ackId, String reason, Map<String, Object> advice) {
        onRefused(ackId, List.of("error", reason, advice));
    }

    private void onRefused(OptionalLong ackId, List<Object> answer) {
        login = Optional.empty();
        phase = Phase.CLOSED;
        LOG.debug("{} is refused: {}", socket.id(), answer.get(1));
        socket.answer(ackId, answer);
        socket.disconnect(CloseCode.NORMAL, "refused");
    }

    private void resume(SocketEvent event) {
        if (phase != Phase.FRESH) {
            refuse(event.ackId(), IN_SERVICE);
            return;
        }
        boolean patient = tries < MOST_TRIES;
        Resume.Result result = new Resume(context, this, socket).attempt(firstArgument(event), event.ackId(), patient);
        if (result.undecided()) {
            tries++;
            hold(event);
            context.alarms().after(RETRY_MILLIS, () -> socket.turns().execute(this::releaseAll));
            return;
        }
        if (result.failure().isPresent()) {
            waitForCodec(
                    event,
                    result.failure().get().protocol(),
                    result.failure().get().reason());
            return;
        }
        context.endings().resume(result.end());
        if (result.session().isEmpty()) {
            onRefused(event.ackId(), result.refusal());
            return;
        }
        context.admission().resume();
        session = result.session();
        phase = Phase.CONNECTED;
        socket.settle(true);
        session.get().open(this, socket);
    }

    private void request(SocketEvent event) {
        Optional<Protocol> protocol =
                session.map(entered -> entered.facts().protocol()).or(() -> login.flatMap(Login::protocol));
        if (protocol.isEmpty() && login.isPresent() && event.name().equals("logout")) {
            login.get().abandon(); // while it waits for its turn
            socket.answer(event.ackId(), List.of("ok"));
            return;
        }
        if (phase == Phase.CLOSED || protocol.isEmpty()) {
            refuse(event.ackId(), ILLEGAL);
            return;
        }
        ClientFrame frame = new ClientFrame(
                event.name(),
                firstArgument(event),
                argument(event, 1),
                event.ackId().isPresent());
        try {
            Decoded decoded = decode(protocol.get(), frame, event.ackId());
            if (decoded instanceof Decoded.Understood understood) {
                session.ifPresent(mine -> mine.codecState().set(understood.state()));
                perform(understood.request(), event.ackId());
            } else if (decoded instanceof Decoded.Malformed malformed) {
                fail(event.ackId(), malformed.reason());
            } else {
                fail(event.ackId(), ILLEGAL);
            }
        } catch (CodecException failed) {
            if (!failed.isAnswered()) {
                waitForCodec(event, protocol.get(), failed);
            }
        }
    }

    private Decoded decode(Protocol protocol, ClientFrame frame, OptionalLong ackId) throws CodecException {
        if (session.isEmpty()) {
            return protocol.decodeNewcomer(frame); // a login under way needs this connection's turns
        }
        Session mine = session.get();
        return protocol.decode(mine.facts().place(), mine.codecState().get(), frame, () -> onCaught(mine, ackId));
    }

    /**
     * The codec of a session does not come back from a call, nor this connection's turns with it: the client is cut off, and may
     * come back. Called on any thread.
     */
    private void onCaught(Session holder, OptionalLong ackId) {
        refuse(ackId, CodecException.failure(holder.facts().protocol().name()));
        socket.close(CloseCode.TRY_AGAIN_LATER, "the protocol does not answer");
        holder.lose(this, context.settings().now().reconnectionTimeoutMillis()); // which its next turn would do
    }

    private void perform(ClientRequest request, OptionalLong ackId) {
        if (request instanceof ClientRequest.Logout) {
            logOut(request, ackId);
        } else if (session.isEmpty()) {
            fail(ackId, ILLEGAL);
        } else if (request instanceof ClientRequest.SendText text) {
            requests.sendText(session.get(), text, ackId);
        } else if (request instanceof ClientRequest.Media media) {
            requests.performMedia(session.get(), media, ackId);
        } else if (request instanceof ClientRequest.RefreshTicket) {
            requests.refreshTicket(session.get(), request, ackId);
        } else {
            fail(ackId, ILLEGAL);
        }
    }

    private void logOut(ClientRequest request, OptionalLong ackId) {
        if (session.isPresent()) {
            Session left = session.get();
            session = Optional.empty();
            phase = Phase.FRESH;
            context.sessions().end(left, Sessions.Leaving.LOGOUT);
            say(left, new ServerMessage.Succeeded(request, Optional.empty()), ackId);
            socket.settle(false);
        } else {
            login.ifPresent(Login::abandon);
            socket.answer(ackId, List.of("ok"));
        }
    }

    /** The client was thrown out of its room. May be called on any thread. */
    void onDropped(Session dropped) {
        inTurnOf(dropped, () -> {
            say(dropped, new ServerMessage.Notified(new Notification.Dropped()), OptionalLong.empty());
            socket.disconnect(CloseCode.NORMAL, "dropped");
        });
    }

    /** The client has missed more than is kept. May be called on any thread. */
    void onGivenUp(Session lost) {
        inTurnOf(lost, () -> socket.disconnect(CloseCode.TRY_AGAIN_LATER, "too far behind"));
    }

    /** Another connection has taken the session over. May be called on any thread. */
    void onSuperseded(Session taken) {
        inTurnOf(taken, () -> socket.disconnect(CloseCode.NORMAL, "resumed elsewhere"));
    }

    private void inTurnOf(Session mine, Runnable task) {
        socket.turns().execute(() -> {
            if (session.filter(current -> current == mine).isPresent()) {
                session = Optional.empty();
                phase = Phase.CLOSED;
                task.run();
            }
        });
    }

    /** There is no codec for what the client has to be told. May be called on any thread. */
    void onStranded(String why) {
        socket.close(CloseCode.TRY_AGAIN_LATER, why);
    }

    private void waitForCodec(SocketEvent event, Protocol protocol, CodecException failed) {
        hold(event);
        protocol.whenRelieved(failed, Slot.WAIT_WHEN_EMPTY)
                .thenAccept(relieved -> socket.turns().execute(() -> release(relieved, failed)));
    }

    private void hold(SocketEvent event) {
        if (held.size() < MOST_HELD) {
            held.add(event);
            socket.crowd(held.size() >= CROWD);
        } else {
            refuse(event.ackId(), RoomRequests.TOO_MANY);
        }
    }

    private List<SocketEvent> takeHeld() {
        List<SocketEvent> events = List.copyOf(held);
        held.clear();
        return events;
    }

    private void releaseAll() {
        List<SocketEvent> events = takeHeld();
        events.forEach(this::onEvent);
        socket.crowd(held.size() >= CROWD);
    }

    private void release(boolean relieved, CodecException failed) {
        List<SocketEvent> events = takeHeld();
        for (int i = 0; i < events.size(); i++) {
            if (relieved || (i > 0 && !failed.isMissing())) { // a bad codec may understand all but the first
                onEvent(events.get(i));
            } else {
                giveUp(events.get(i), failed.getMessage());
            }
        }
        socket.crowd(held.size() >= CROWD);
    }

    private void giveUp(SocketEvent event, String reason) {
        if (event.name().equals("relogin")) {
            context.endings().resume(Endings.OfResume.VERSION);
            onRefused(event.ackId(), reason, context.admission().spread(MISSING_MILLIS));
        } else {
            refuse(event.ackId(), reason);
        }
    }

    /** Answers with an error in the words of the client's version, if it has one. */
    private void fail(OptionalLong ackId, String reason) {
        if (session.isPresent()) {
            say(session.get(), new ServerMessage.Failed(reason), ackId);
        } else {
            refuse(ackId, reason);
        }
    }

    private void say(Session holder, ServerMessage message, OptionalLong ackId) {
        speaker.say(holder, message, ackId);
    }

    private void refuse(OptionalLong ackId, String reason) {
        speaker.refuse(ackId, reason);
    }

    private static Optional<Object> firstArgument(SocketEvent event) {
        return argument(event, 0);
    }

    private static Optional<Object> argument(SocketEvent event, int index) {
        return event.arguments().size() <= index
                ? Optional.empty()
                : Optional.ofNullable(event.arguments().get(index));
    }
}
