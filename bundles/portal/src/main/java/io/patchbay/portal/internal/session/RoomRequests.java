package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.Notification;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client asks of its room, and what it is answered. Confined to the connection's turns. */
final class RoomRequests {
    static final String TOO_MANY = "Too many requests at once";
    private static final String EVERYBODY = "all";
    private static final Logger LOG = LoggerFactory.getLogger(RoomRequests.class);
    private static final long TEXT_MILLIS = 4_000; // owt-server, section 0
    private static final long MEDIA_MILLIS = 12_000; // placing, then three attempts of two seconds with pauses

    private final PortalContext context;
    private final ClientSocket socket;
    private final Speaker speaker;
    private final BiConsumer<Session, OptionalLong> onCaught;
    private int underWay;

    /** @param onCaught told of a request whose turn does not end because of a codec; on any thread */
    RoomRequests(
            PortalContext context, ClientSocket socket, Speaker speaker, BiConsumer<Session, OptionalLong> onCaught) {
        this.context = context;
        this.socket = socket;
        this.speaker = speaker;
        this.onCaught = onCaught;
    }

    void sendText(Session from, ClientRequest.SendText text, OptionalLong ackId) {
        if (underWay >= context.settings().now().maxRequestsAtOnce()) {
            speaker.say(from, new ServerMessage.Failed(TOO_MANY), ackId);
            return;
        }
        SessionFacts facts = from.facts();
        if (!prepare(from, text, ackId)) {
            return;
        }
        var sending = facts.controllers().text(facts.room(), from.id(), text.to(), text.message());
        underWay++;
        Answer.await(
                sending,
                TEXT_MILLIS,
                context.alarms(),
                socket.turns(),
                answer -> {
                    underWay--;
                    from.utter(Optional.empty());
                    speaker.say(
                            from, Replies.to(text, answer, facts.controllers().workerId() + ".text"), ackId);
                },
                late -> LOG.debug("{} was told that its text had failed, but it has not", from));
    }

    /**
     * Encodes a text before the room hears of it, so that a codec that does not come back catches its speaker rather than a whole
     * room. False if it has: then the client has been told.
     */
    private boolean prepare(Session from, ClientRequest.SendText text, OptionalLong ackId) {
        SessionFacts facts = from.facts();
        Broadcast utterance =
                new Broadcast(new Notification.TextReceived(from.id(), text.to().equals(EVERYBODY), text.message()));
        try {
            utterance.prepare(facts.protocol(), facts.place(), socket.form(), () -> onCaught.accept(from, ackId));
            from.utter(Optional.of(utterance));
            return true;
        } catch (CodecException failed) {
            LOG.debug("{} says something that its version cannot say now; those who are told wait for another", from);
            return !failed.isAnswered();
        }
    }

    void performMedia(Session asker, ClientRequest.Media media, OptionalLong ackId) {
        Optional<ClientRequest> request = Optional.of(media);
        if (underWay >= context.settings().now().maxRequestsAtOnce()) {
            speaker.say(asker, new ServerMessage.Failed(request, TOO_MANY), ackId);
            return;
        }
        SessionFacts facts = asker.facts();
        var performing = facts.controllers().media(facts.room(), asker.id(), media.request());
        underWay++;
        Answer.await(
                performing,
                MEDIA_MILLIS,
                context.alarms(),
                socket.turns(),
                answer -> {
                    underWay--;
                    String operation = facts.controllers().workerId() + ".media";
                    ServerMessage message = answer.value()
                            .map(outcome -> Replies.to(media, outcome))
                            .orElseGet(() -> new ServerMessage.Failed(request, answer.trouble(operation)));
                    speaker.say(asker, message, ackId);
                },
                late -> LOG.debug("{} was told that its request had failed, but it has not", asker));
    }

    void refreshTicket(Session holder, ClientRequest request, OptionalLong ackId) {
        Optional<SigningKeys> keys = context.neighbours().keys();
        if (context.settings().now().reconnectionTimeoutMillis() == 0) {
            speaker.say(holder, new ServerMessage.Failed("Reconnection is not enabled."), ackId);
        } else if (keys.isEmpty()) {
            speaker.say(holder, new ServerMessage.Failed("Tickets cannot be signed now, try again"), ackId);
        } else {
            Ticket ticket = Ticket.fresh(holder.id(), context);
            String written = ticket.write(keys.get());
            holder.addTicket(ticket.id());
            speaker.say(holder, new ServerMessage.Succeeded(request, Optional.of(written)), ackId);
        }
    }
}
