package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.LoginResult;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.rooms.JoinOutcome;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.session.Endings.OfLogin;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * The last step of a login: the client is told that it is in its room, and its session begins. If its codec has just been removed,
 * or fails, it waits for another. Confined to the connection's turns.
 */
final class Welcome {
    private final PortalContext context;
    private final ClientConnection connection;
    private final ClientSocket socket;
    private final OptionalLong ackId;
    private final TokenHold hold;
    private final Session joining;
    private final BooleanSupplier over;
    private final BiConsumer<OfLogin, String> refuse;

    /**
     * @param ackId of the login
     * @param joining whom the room has let in
     * @param over whether the client has gone, or changed its mind
     * @param refuse counts how it ended, and tells the client why it is not in, if it is still there
     */
    Welcome(
            PortalContext context,
            ClientConnection connection,
            ClientSocket socket,
            OptionalLong ackId,
            TokenHold hold,
            Session joining,
            BooleanSupplier over,
            BiConsumer<OfLogin, String> refuse) {
        this.context = context;
        this.connection = connection;
        this.socket = socket;
        this.ackId = ackId;
        this.hold = hold;
        this.joining = joining;
        this.over = over;
        this.refuse = refuse;
    }

    void begin(JoinOutcome.Joined joined, SigningKeys keys) {
        context.sessions().worker().pickUp(hold.token().code());
        joining.permit(joined.permission());
        Ticket ticket = Ticket.fresh(joining.id(), context);
        joining.addTicket(ticket.id());
        ServerMessage welcome = new ServerMessage.LoggedIn(new LoginResult(
                joining.facts().participant(), joined.permission(), joined.room(), Optional.of(ticket.write(keys))));
        try {
            say(welcome);
        } catch (CodecException failed) {
            joining.facts()
                    .protocol()
                    .whenRelieved(failed, Slot.WAIT_WHEN_EMPTY)
                    .thenAccept(relieved -> socket.turns().execute(() -> sayBelatedly(welcome)));
        }
    }

    private void sayBelatedly(ServerMessage welcome) {
        if (over.getAsBoolean()) {
            undo();
            refuse.accept(OfLogin.LEFT, Login.LEFT_EARLY);
            return;
        }
        try {
            say(welcome);
        } catch (CodecException still) {
            undo();
            refuse.accept(OfLogin.VERSION, still.getMessage());
        }
    }

    /** @throws CodecException if there is no codec now that could say it */
    private void say(ServerMessage welcome) throws CodecException {
        tell(joining.facts()
                .protocol()
                .encodeForNewcomer(joining.facts().place(), joining.codecState().get(), welcome, socket.form(), ackId));
    }

    private void tell(Speech speech) {
        if (!joining.enter(connection)) { // thrown out since it joined
            context.sessions().worker().layDown(hold.token().code());
            refuse.accept(OfLogin.LEFT, Login.LEFT_EARLY);
            return;
        }
        joining.codecState().set(speech.state());
        boolean arrives = true;
        for (OutPacket packet : speech.packets()) {
            arrives &= socket.queue(packet) > 0;
        }
        if (arrives) {
            socket.flush();
            count(OfLogin.ADMITTED);
            joining.trace().add(Kind.ENTERED);
            connection.onLoggedIn(joining);
            joining.open(connection, socket);
        } else {
            count(OfLogin.LEFT);
            undo(); // the connection is gone, which its handler will hear after this turn
        }
    }

    private void count(OfLogin end) {
        context.endings().login(Optional.of(joining.facts().protocol()), end);
    }

    private void undo() {
        context.sessions().end(joining, Sessions.Leaving.NOT_ENTERED);
        hold.release();
    }
}
