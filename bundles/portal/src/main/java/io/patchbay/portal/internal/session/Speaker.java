package io.patchbay.portal.internal.session;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/** Answers one client in the words of its version. Confined to the connection's turns. */
final class Speaker {
    private final ClientSocket socket;
    private final BiConsumer<Session, OptionalLong> onCaught;

    /** @param onCaught told on some other thread that this connection's is caught in the codec of a session */
    Speaker(ClientSocket socket, BiConsumer<Session, OptionalLong> onCaught) {
        this.socket = socket;
        this.onCaught = onCaught;
    }

    /** Says something to the client; if its codec has just been removed, or fails, once another is there. */
    void say(Session holder, ServerMessage message, OptionalLong ackId) {
        try {
            trySaying(holder, message, ackId);
        } catch (CodecException failed) {
            // what is decoded waits for a successor, so what answers it must
            holder.facts().protocol().whenRelieved(failed, Slot.WAIT_WHEN_EMPTY).thenAccept(relieved -> socket.turns()
                    .execute(() -> sayBelatedly(holder, message, ackId)));
        }
    }

    private void sayBelatedly(Session holder, ServerMessage message, OptionalLong ackId) {
        try {
            trySaying(holder, message, ackId);
        } catch (CodecException still) {
            refuse(ackId, still.getMessage());
        }
    }

    /** @throws CodecException if there is no codec now that could say it, and the client has not been told */
    private void trySaying(Session holder, ServerMessage message, OptionalLong ackId) throws CodecException {
        Protocol protocol = holder.facts().protocol();
        try {
            Speech speech = protocol.encode(
                    holder.facts().place(),
                    holder.codecState().get(),
                    message,
                    socket.form(),
                    ackId,
                    () -> onCaught.accept(holder, ackId));
            holder.codecState().set(speech.state());
            speech.packets().forEach(socket::queue);
            socket.flush();
        } catch (CodecException failed) {
            if (!failed.isAnswered()) {
                throw failed;
            }
        }
    }

    /** Answers with an error in words that every version knows. */
    void refuse(OptionalLong ackId, String reason) {
        socket.answer(ackId, List.of("error", reason));
    }
}
