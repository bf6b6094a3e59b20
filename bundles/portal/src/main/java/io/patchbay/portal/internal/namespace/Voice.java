package io.patchbay.portal.internal.namespace;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client, as the handler of one instance has it: once that has been given up nothing is heard of it any more. Thread-safe. */
final class Voice implements NamespaceSocket {
    private final ClientSocket socket;
    private final Consumer<List<OutPacket>> send;
    private final AtomicInteger said = new AtomicInteger();
    private volatile boolean silent;

    /** @param send to the client, if it is still there */
    Voice(ClientSocket socket, Consumer<List<OutPacket>> send) {
        this.socket = socket;
        this.send = send;
    }

    /** The handler does not come back from a call. */
    void silence() {
        silent = true;
    }

    /** How often the handler has spoken. */
    int said() {
        return said.get();
    }

    Optional<Acknowledgement> acknowledgement(OptionalLong ackId) {
        return ackId.isEmpty()
                ? Optional.empty()
                : Optional.of(arguments -> say(socket.form().mixedAck(ackId.getAsLong(), arguments)));
    }

    @Override
    public String id() {
        return socket.id();
    }

    @Override
    public void emit(String event, List<Object> arguments) {
        say(socket.form().mixedEvent(event, arguments));
    }

    @Override
    public void disconnect() {
        if (!silent) {
            said.incrementAndGet();
            socket.turns().execute(() -> socket.leave("server namespace disconnect"));
        }
    }

    private void say(List<OutPacket> packets) {
        if (!silent) {
            said.incrementAndGet();
            send.accept(packets);
        }
    }
}
