package io.patchbay.portal.internal.namespace;

import io.patchbay.portal.internal.Turns;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import io.patchbay.portal.internal.socketio.WireForm;
import io.patchbay.support.RandomIds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A client that speaks Engine.IO without Socket.IO on top: each of its messages is an event {@code message} with one argument, a
 * string or binary data, and so is each message to it. Its methods are thread-safe.
 */
public final class BareConnection implements EngineListener, ClientSocket {
    private static final String MESSAGE = "message";
    private static final WireForm FORM = new Form();

    private final String id = RandomIds.socketId(); // the session's own is what a poll shows its right by
    private final EngineSocket engine;
    private final Supplier<Optional<PluggedNamespace>> namespace;
    private Optional<SocketHandler> handler = Optional.empty(); // confined to the turns

    /** @param namespace where clients are connected to, if it is installed */
    public BareConnection(EngineSocket engine, Supplier<Optional<PluggedNamespace>> namespace) {
        this.engine = engine;
        this.namespace = namespace;
    }

    @Override
    public void onOpen() {
        handler = namespace.get().map(found -> found.connect(this, Optional.empty()));
        if (handler.isEmpty()) {
            engine.close(CloseCode.TRY_AGAIN_LATER, "nobody is here");
        }
        engine.intake().settle(true); // it has nothing to log in to
    }

    @Override
    public void onMessage(String text) {
        say(text);
    }

    @Override
    public void onBinary(byte[] data) {
        say(data);
    }

    private void say(Object message) {
        handler.ifPresent(
                connected -> connected.onEvent(new SocketEvent(MESSAGE, List.of(message), OptionalLong.empty())));
    }

    @Override
    public void onWebSocketPong() {
        handler.ifPresent(SocketHandler::onWebSocketPong);
    }

    @Override
    public void onClosed(String reason) {
        handler.ifPresent(connected -> connected.onDisconnect(reason));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Turns turns() {
        return engine.turns();
    }

    @Override
    public WireForm form() {
        return FORM;
    }

    @Override
    public long queue(OutPacket event) {
        return engine.send(event);
    }

    @Override
    public void queueTogether(List<OutPacket> packets) {
        engine.send(packets);
    }

    @Override
    public void flush() {
        engine.flush();
    }

    @Override
    public void askReceipt() {
        engine.askReceipt();
    }

    @Override
    public boolean pingWebSocket() {
        return engine.pingWebSocket();
    }

    @Override
    public long confirmed() {
        return engine.confirmed();
    }

    @Override
    public void answer(OptionalLong ackId, List<Object> arguments) {
        // bare messages have no ids to answer by
    }

    @Override
    public void settle(boolean settled) {
        // it has nothing to log in to
    }

    @Override
    public void crowd(boolean crowded) {
        engine.arrivals().crowd(this, crowded);
    }

    @Override
    public void leave(String reason) {
        engine.close(CloseCode.NORMAL, reason);
    }

    @Override
    public void close(int code, String reason) {
        engine.close(code, reason);
    }

    @Override
    public void disconnect(int code, String reason) {
        engine.close(code, reason);
    }

    private record Form() implements WireForm {
        @Override
        public OutPacket event(String name, List<Object> arguments) {
            if (!name.equals(MESSAGE) || arguments.size() != 1) {
                throw new IllegalArgumentException(
                        "a client of bare Engine.IO can only be sent \"" + MESSAGE + "\" with one argument");
            }
            if (arguments.get(0) instanceof byte[] data) {
                return OutPacket.binary(data);
            }
            if (arguments.get(0) instanceof String text) {
                return OutPacket.text("4" + text);
            }
            throw new IllegalArgumentException("a client of bare Engine.IO can only be sent a string or binary data");
        }

        @Override
        public OutPacket ack(long id, List<Object> arguments) {
            throw new IllegalArgumentException("a client of bare Engine.IO asks for no answers");
        }

        @Override
        public List<OutPacket> mixedEvent(String name, List<Object> arguments) {
            return List.of(event(name, arguments));
        }

        @Override
        public List<OutPacket> mixedAck(long id, List<Object> arguments) {
            return List.of(ack(id, arguments));
        }
    }
}
