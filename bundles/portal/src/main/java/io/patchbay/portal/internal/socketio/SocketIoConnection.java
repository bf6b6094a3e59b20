package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.support.RandomIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of Socket.IO: its sockets, one for each namespace that it has connected to. Confined to the connection's turns. */
public final class SocketIoConnection implements EngineListener {
    private static final Logger LOG = LoggerFactory.getLogger(SocketIoConnection.class);
    private static final int MAX_NAMESPACES = 8;
    private static final List<Object> NO_BINARY = List.of("error", "Binary data is not supported");
    private static final List<Object> FAILED = List.of("error", "Internal error");

    private final EngineSocket engine;
    private final Function<String, Optional<Namespace>> namespaces;
    private final Alarms alarms;
    private final long settleMillis;
    private final int maxAttachedBytes;
    private final Map<String, Socket> sockets = new HashMap<>(2);
    private final boolean old;
    private boolean greeted;
    private boolean closed;
    private Optional<Unfinished> unfinished = Optional.empty();
    private Alarm unsettled;

    /**
     * @param namespaces finds a namespace by its name
     * @param settleMillis how long the connection may live without a socket that has settled
     * @param maxAttachedBytes how much binary data may belong to one packet
     */
    public SocketIoConnection(
            EngineSocket engine,
            Function<String, Optional<Namespace>> namespaces,
            Alarms alarms,
            long settleMillis,
            int maxAttachedBytes) {
        this.engine = engine;
        this.namespaces = namespaces;
        this.alarms = alarms;
        this.settleMillis = settleMillis;
        this.maxAttachedBytes = maxAttachedBytes;
        this.old = engine.revision().isOld();
        this.unsettled = alarms.deadline(settleMillis, this::onUnsettled);
    }

    private void onUnsettled() {
        engine.close(CloseCode.NORMAL, "not logged in in time");
    }

    /** Clients of revision 4 of Socket.IO are in {@code /} without asking. */
    @Override
    public void onOpen() {
        if (old) {
            connect(SocketPacket.MAIN, Optional.empty());
        }
    }

    @Override
    public void onMessage(String text) {
        try {
            if (unfinished.isPresent()) {
                throw new MalformedPacketException("text where a binary attachment is missing");
            }
            take(SocketPacket.parse(text));
        } catch (MalformedPacketException malformed) {
            refuse(malformed);
        }
    }

    @Override
    public void onBinary(byte[] data) {
        try {
            Unfinished packet =
                    unfinished.orElseThrow(() -> new MalformedPacketException("binary data that belongs to no packet"));
            if (packet.add(data, maxAttachedBytes)) {
                unfinished = Optional.empty();
                takeBinary(packet.whole());
            }
        } catch (MalformedPacketException malformed) {
            refuse(malformed);
        }
    }

    @Override
    public void onWebSocketPong() {
        for (Socket socket : List.copyOf(sockets.values())) {
            socket.handler.onWebSocketPong();
        }
    }

    @Override
    public void onClosed(String reason) {
        closed = true;
        unsettled.cancel();
        unfinished.ifPresent(Unfinished::giveUp);
        for (Socket socket : List.copyOf(sockets.values())) {
            remove(socket, reason);
        }
    }

    private void refuse(MalformedPacketException malformed) {
        LOG.debug("A client is cut off: {}", malformed.getMessage());
        engine.close(CloseCode.PROTOCOL_ERROR, malformed.getMessage());
    }

    private void take(SocketPacket packet) throws MalformedPacketException {
        if (packet.type() == PacketType.CONNECT) {
            connectWhereAsked(packet);
            return;
        }
        if (!greeted) {
            throw new MalformedPacketException("a client has to connect first");
        }
        Optional<Socket> known = Optional.ofNullable(sockets.get(packet.namespace()));
        switch (packet.type()) {
            case EVENT -> event(packet, known);
            case DISCONNECT -> known.ifPresent(socket -> remove(socket, "client namespace disconnect"));
            case BINARY_EVENT, BINARY_ACK -> {
                if (packet.attachments() == 0) {
                    takeBinary(packet);
                } else {
                    boolean wanted = known.filter(socket -> socket.handler.acceptsBinary())
                            .isPresent();
                    unfinished = Optional.of(
                            new Unfinished(packet, wanted, engine.intake().share()));
                }
            }
            default -> LOG.debug("An answer that nobody asked for is passed over");
        }
    }

    private void connectWhereAsked(SocketPacket packet) {
        String path = packet.namespace();
        int query = old ? path.indexOf('?') : -1;
        if (!old || !path.equals(SocketPacket.MAIN)) {
            connect(query < 0 ? path : path.substring(0, query), packet.data());
        }
    }

    private void connect(String path, Optional<Object> auth) {
        greeted = true;
        SocketPackets writer = SocketPackets.of(path);
        Optional<Namespace> namespace = namespaces.apply(path);
        if (namespace.isEmpty()) {
            send(writer.connectError("Invalid namespace", old));
        } else if (sockets.containsKey(path)) {
            send(writer.connectError("Already connected", old));
        } else if (sockets.size() >= MAX_NAMESPACES) {
            send(writer.connectError("Too many namespaces", old));
        } else {
            Socket socket = new Socket(path, writer);
            sockets.put(path, socket);
            send(writer.connect(socket.id(), old));
            socket.handler = namespace.get().connect(socket, auth);
        }
    }

    private void event(SocketPacket packet, Optional<Socket> known) throws MalformedPacketException {
        Socket socket =
                known.orElseThrow(() -> new MalformedPacketException("an event for a socket that is not connected"));
        try {
            socket.handler.onEvent(new SocketEvent(packet.eventName(), packet.arguments(), packet.ackId()));
        } catch (RuntimeException failed) {
            LOG.error("Event {} could not be handled", packet.eventName(), failed);
            socket.answer(packet.ackId(), FAILED);
        }
    }

    private void takeBinary(SocketPacket packet) throws MalformedPacketException {
        Optional<Socket> known = Optional.ofNullable(sockets.get(packet.namespace()));
        if (packet.type() != PacketType.BINARY_EVENT) {
            LOG.debug("An answer that nobody asked for is passed over");
        } else if (known.filter(socket -> !socket.handler.acceptsBinary()).isPresent()) {
            known.get().answer(packet.ackId(), NO_BINARY);
        } else {
            event(packet, known);
        }
    }

    private void send(OutPacket packet) {
        engine.send(packet);
        engine.flush();
    }

    private void remove(Socket socket, String reason) {
        if (sockets.remove(socket.namespace, socket)) {
            engine.arrivals().crowd(socket, false);
            socket.handler.onDisconnect(reason);
            watchSettled();
        }
    }

    private void watchSettled() {
        boolean settled = closed;
        for (Socket socket : new ArrayList<>(sockets.values())) {
            settled |= socket.settled;
        }
        engine.intake().settle(settled);
        if (settled) {
            unsettled.cancel();
            unsettled = Alarm.NONE;
        } else if (unsettled == Alarm.NONE) {
            unsettled = alarms.deadline(settleMillis, this::onUnsettled);
        }
    }

    /** The client in one namespace. The fields are confined to the turns, the methods thread-safe. */
    private final class Socket implements ClientSocket {
        private final String id = RandomIds.socketId();
        private final String namespace;
        private final SocketPackets writer;
        private SocketHandler handler; // set right after construction
        private boolean settled;

        Socket(String namespace, SocketPackets writer) {
            this.namespace = namespace;
            this.writer = writer;
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
            return writer;
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
            if (ackId.isPresent()) {
                send(writer.ack(ackId.getAsLong(), arguments));
            }
        }

        @Override
        public void settle(boolean nowSettled) {
            if (nowSettled) {
                engine.intake().settle(true); // at once: the client may know already
            }
            turns().execute(() -> {
                settled = nowSettled;
                watchSettled();
            });
        }

        @Override
        public void crowd(boolean crowded) {
            engine.arrivals().crowd(this, crowded);
        }

        @Override
        public void leave(String reason) {
            if (sockets.get(namespace) == this) {
                send(writer.disconnect());
                remove(this, reason);
            }
        }

        @Override
        public void close(int code, String reason) {
            engine.close(code, reason);
        }

        @Override
        public void disconnect(int code, String reason) {
            send(writer.disconnect());
            engine.close(code, reason);
        }
    }
}
