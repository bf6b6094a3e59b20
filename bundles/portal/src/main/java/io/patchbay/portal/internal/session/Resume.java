package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.session.Endings.OfResume;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's attempt to take its session over after a cut. Confined to the connection's turns; an attempt takes one. */
final class Resume {
    private static final Logger LOG = LoggerFactory.getLogger(Resume.class);
    private static final ClientRequest REQUEST = new ClientRequest.Resume();
    private static final String NOT_ALLOWED = "Reconnection is not allowed";

    /**
     * What came of it.
     *
     * @param end the same in a word
     * @param session which has not been opened yet
     * @param refusal why not
     * @param failure of the version, if it may be tried again once there is another codec
     * @param undecided whether it may be tried again in a moment
     */
    record Result(
            OfResume end, Optional<Session> session, String refusal, Optional<Failure> failure, boolean undecided) {
        static Result refused(OfResume end, String reason) {
            return new Result(end, Optional.empty(), reason, Optional.empty(), false);
        }

        static Result undecided(OfResume end, String reason) {
            return new Result(end, Optional.empty(), reason, Optional.empty(), true);
        }

        static Result failed(Protocol version, CodecException reason) {
            return new Result(
                    OfResume.VERSION,
                    Optional.empty(),
                    reason.getMessage(),
                    Optional.of(new Failure(version, reason)),
                    false);
        }
    }

    /** A version that could not say what it had to. */
    record Failure(Protocol protocol, CodecException reason) {}

    private final PortalContext context;
    private final ClientConnection connection;
    private final ClientSocket socket;

    Resume(PortalContext context, ClientConnection connection, ClientSocket socket) {
        this.context = context;
        this.connection = connection;
        this.socket = socket;
    }

    /**
     * Tries; a refusal changes nothing for the session (session-servers, O4).
     *
     * @param patient whether it may stay undecided for now
     */
    Result attempt(Optional<Object> data, OptionalLong ackId, boolean patient) {
        Optional<SigningKeys> keys = context.neighbours().keys();
        if (keys.isEmpty()) {
            return Result.refused(OfResume.UNAVAILABLE, "Tickets cannot be checked now, try again");
        }
        if (!(data.orElse("") instanceof String text)) {
            return Result.refused(OfResume.INVALID, Ticket.Flaw.MALFORMED.text());
        }
        Ticket.Reading reading = Ticket.read(text, keys.get(), context.alarms().now());
        if (reading.ticket().isEmpty()) {
            Ticket.Flaw flaw = reading.flaw().orElseThrow();
            return Result.refused(flaw == Ticket.Flaw.EXPIRED ? OfResume.EXPIRED : OfResume.INVALID, flaw.text());
        }
        String participant = reading.ticket().get().participant();
        Optional<Session> found = context.sessions().find(participant);
        return found.map(session -> takeOver(session, reading.ticket().get(), keys.get(), ackId, patient))
                .orElseGet(() -> unknown(participant, patient));
    }

    /** There is no such session, unless it is one of those that are being taken back. */
    private Result unknown(String participant, boolean patient) {
        String reason = "Client does NOT exist";
        if (patient && !context.sessions().restored().isDone()) {
            return Result.undecided(OfResume.UNKNOWN, reason);
        }
        context.sessions()
                .traces()
                .ofParticipant(participant)
                .ifPresent(over -> over.add(Kind.NOT_BACK, OfResume.UNKNOWN, reason));
        return Result.refused(OfResume.UNKNOWN, reason);
    }

    private Result takeOver(Session session, Ticket presented, SigningKeys keys, OptionalLong ackId, boolean patient) {
        Ticket next = Ticket.fresh(session.id(), context);
        String written = next.write(keys);
        Speech answer;
        try {
            answer = encode(session, written, ackId); // before anything changes, because the codec may fail
        } catch (CodecException failed) {
            return Result.failed(session.facts().protocol(), failed);
        }
        Session.Resumption outcome =
                session.resume(presented.id(), patient, connection, predecessor -> predecessor.onSuperseded(session));
        switch (outcome) {
            case GONE -> {
                return unknown(session.id(), patient);
            }
            case USED -> {
                session.trace().add(Kind.NOT_BACK, OfResume.USED, NOT_ALLOWED);
                return Result.refused(OfResume.USED, NOT_ALLOWED);
            }
            case UNDECIDED -> {
                return Result.undecided(OfResume.USED, NOT_ALLOWED);
            }
            case DONE -> {
                // goes on below
            }
        }
        session.addTicket(next.id());
        Outlet.Backlog carried = new Outlet.Backlog(List.of(), true, 0);
        if (session.facts().objectAck() && ackId.isPresent()) {
            Outlet.Backlog backlog = session.outlet().backlog();
            try {
                answer = encode(session, withMissed(session, written, backlog), ackId);
                carried = backlog;
            } catch (CodecException failed) {
                LOG.debug("What {} has missed follows as events", session, failed);
            }
        }
        session.codecState().set(answer.state());
        long number = 0;
        for (OutPacket packet : answer.packets()) {
            number = socket.queue(packet);
        }
        session.outlet().sentAs(carried, number);
        session.answered(new Handover(presented.id(), socket, number));
        if (!session.outlet().waits()) {
            socket.askReceipt(); // else what follows asks for it
        }
        socket.flush();
        return new Result(OfResume.RESUMED, Optional.of(session), "", Optional.empty(), false);
    }

    private Speech encode(Session session, Object data, OptionalLong ackId) throws CodecException {
        return session.facts()
                .protocol()
                .encodeForNewcomer(
                        session.facts().place(),
                        session.codecState().get(),
                        new ServerMessage.Succeeded(REQUEST, Optional.of(data)),
                        socket.form(),
                        ackId);
    }

    /** {@code {ticket, messages: [{event, data, seq}]}} (owt-server, 6.6). */
    private Map<String, Object> withMissed(Session session, String ticket, Outlet.Backlog backlog)
            throws CodecException {
        Protocol protocol = session.facts().protocol();
        List<Object> messages = new ArrayList<>(backlog.missed().size());
        for (Outlet.Missed one : backlog.missed()) {
            Speech speech = one.broadcast()
                    .forAll(protocol, session.facts().place(), socket.form())
                    .orElseThrow(() -> CodecException.missing(protocol.name() + " says it to each in its own way"));
            for (Encoded.Wire.Event event : speech.events()) {
                messages.add(message(event, one.sequence()));
            }
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("ticket", ticket);
        data.put("messages", messages);
        data.put("seq", backlog.last());
        data.put("recovered", backlog.whole()); // if not, what the room is like now is among them, or follows
        return data;
    }

    private static Map<String, Object> message(Encoded.Wire.Event event, long sequence) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", event.name());
        message.put(
                "data", event.arguments().isEmpty() ? null : event.arguments().get(0));
        message.put("seq", sequence);
        return message;
    }
}
