package io.patchbay.portal.internal.plain;

import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.Namespace;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client on a WebSocket without Socket.IO: JSON frames, requests with ids. Its fields are confined to the connection's turns,
 * its methods as a socket are thread-safe.
 */
public final class PlainConnection implements EngineListener, ClientSocket {
    private static final Logger LOG = LoggerFactory.getLogger(PlainConnection.class);
    private static final String PING = "ping";

    private final EngineSocket engine;
    private final Namespace rooms;
    private final Alarms alarms;
    private final long settleMillis;
    private final LobbyFrames lobby;
    private SocketHandler handler; // set in onOpen(), the first call
    private Alarm unsettled = Alarm.NONE;
    private boolean settled;
    private boolean inLobby;
    private boolean closed;

    /**
     * @param rooms what clients connect to
     * @param settleMillis how long the connection may live without having settled
     * @param peer the other end
     * @param lobby what frames of the lobby ask, if it is there
     */
    public PlainConnection(
            EngineSocket engine,
            Namespace rooms,
            Alarms alarms,
            long settleMillis,
            Peer peer,
            Supplier<Optional<LobbyApi>> lobby) {
        this.engine = engine;
        this.rooms = rooms;
        this.alarms = alarms;
        this.settleMillis = settleMillis;
        this.lobby = new LobbyFrames(this, peer, lobby, this::settleInLobby);
    }

    @Override
    public void onOpen() {
        handler = rooms.connect(this, Optional.empty());
        watchSettled();
    }

    @Override
    public void onMessage(String text) {
        SocketEvent event;
        try {
            event = PlainFrame.parse(text);
        } catch (MalformedPacketException malformed) {
            engine.close(CloseCode.PROTOCOL_ERROR, malformed.getMessage());
            return;
        }
        try {
            if (event.name().equals(PING)) {
                answer(event.ackId(), List.of("ok"));
            } else if (LobbyFrames.isMeant(event)) {
                lobby.onEvent(event);
            } else {
                handler.onEvent(event);
            }
        } catch (RuntimeException failed) {
            LOG.error("Operation {} could not be handled", event.name(), failed);
            answer(event.ackId(), List.of("error", "Internal error"));
        }
    }

    @Override
    public void onBinary(byte[] data) {
        engine.close(CloseCode.PROTOCOL_ERROR, "frames are text");
    }

    @Override
    public void onClosed(String reason) {
        closed = true;
        watchSettled();
        handler.onDisconnect(reason);
    }

    @Override
    public String id() {
        return engine.id();
    }

    @Override
    public Turns turns() {
        return engine.turns();
    }

    @Override
    public WireForm form() {
        return PlainForm.INSTANCE;
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
    public long confirmed() {
        return engine.confirmed();
    }

    @Override
    public void answer(OptionalLong ackId, List<Object> arguments) {
        if (ackId.isPresent()) {
            engine.send(form().ack(ackId.getAsLong(), arguments));
            engine.flush();
        }
    }

    @Override
    public void settle(boolean nowSettled) {
        engine.intake().settle(nowSettled); // at once: the client may know already
        turns().execute(() -> {
            settled = nowSettled;
            watchSettled();
        });
    }

    private void settleInLobby(boolean in) {
        inLobby = in;
        watchSettled();
    }

    private void watchSettled() {
        if (settled || inLobby || closed) {
            unsettled.cancel();
            unsettled = Alarm.NONE;
        } else if (unsettled == Alarm.NONE) {
            unsettled = alarms.deadline(settleMillis, () -> engine.close(CloseCode.NORMAL, "not logged in in time"));
        }
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
}
