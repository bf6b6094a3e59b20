package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.OutPacket;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket of Jetty's. Reads the next message when the last one has been dealt with. Writes through Jetty's core session:
 * unlike its API that takes bytes which many sockets share, and puts consecutive messages into one write. Thread-safe.
 */
public final class JettyFrameChannel implements FrameChannel, Session.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(JettyFrameChannel.class);
    private static final Duration CLOSE_PATIENCE =
            Duration.ofSeconds(5); // for the client's half of the closing handshake

    private static final int TEXT_BUFFER_BYTES = 512; // Jetty allocates as many for each message; most are shorter

    private final NumberedPings pings = new NumberedPings();
    private final Alarms alarms;
    private final long messageMillis;
    private final Function<FrameChannel, Optional<EngineSocket>> onOpen;
    private WebSocketSession session; // set in onWebSocketOpen, before anything else can happen, like the next two
    private CoreSession core;
    private Optional<EngineSocket> engine = Optional.empty();
    private volatile Optional<PartialMessage> partial = Optional.empty();
    private volatile boolean refused; // what comes from now on is thrown away
    private volatile Alarm cut = Alarm.NONE;

    /**
     * @param messageMillis how long a message may take to arrive
     * @param onOpen finds or opens the Engine.IO session that this WebSocket belongs to, or sees to it that it is closed
     */
    JettyFrameChannel(Alarms alarms, long messageMillis, Function<FrameChannel, Optional<EngineSocket>> onOpen) {
        this.alarms = alarms;
        this.messageMillis = messageMillis;
        this.onOpen = onOpen;
    }

    /** Has a request become this WebSocket; false if it cannot. */
    boolean upgrade(HttpServletRequest request, HttpServletResponse response, ServletContext context)
            throws IOException {
        JettyWebSocketServerContainer container = JettyWebSocketServerContainer.getContainer(context);
        return container != null
                && container.upgrade(
                        (jettyRequest, jettyResponse) -> {
                            jettyResponse.setExtensions(List.of()); // compression costs more than it gives
                            return this;
                        },
                        request,
                        response);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = (WebSocketSession) opened;
        core = session.getCoreSession();
        session.setIdleTimeout(Duration.ZERO); // the heartbeat decides
        session.setInputBufferSize(TEXT_BUFFER_BYTES);
        engine = onOpen.apply(this);
        session.demand();
    }

    @Override
    public void onWebSocketPartialText(String part, boolean last) {
        if (refused || engine.isEmpty()) {
            session.demand();
        } else if (last && partial.isEmpty() && fits(engine.get(), part)) {
            engine.get().frame(this, part, session::demand);
        } else {
            PartialMessage message = begun(engine.get());
            boolean room = message.add(part);
            go(engine.get(), message, room, last, () -> engine.get().frame(this, message.text(), session::demand));
        }
    }

    private static boolean fits(EngineSocket socket, String text) {
        int most = socket.intake().maxBytes();
        return text.length() * 3L <= most || PartialMessage.utf8Bytes(text) <= most;
    }

    @Override
    public void onWebSocketPartialBinary(
            ByteBuffer part, boolean last, org.eclipse.jetty.websocket.api.Callback callback) {
        if (refused || engine.isEmpty()) {
            callback.succeed();
            session.demand();
            return;
        }
        if (last
                && partial.isEmpty()
                && part.remaining() <= engine.get().intake().maxBytes()) {
            byte[] message = new byte[part.remaining()];
            part.get(message);
            callback.succeed();
            engine.get().binaryFrame(this, message, session::demand);
            return;
        }
        PartialMessage message = begun(engine.get());
        boolean room = message.add(part);
        callback.succeed();
        go(engine.get(), message, room, last, () -> engine.get().binaryFrame(this, message.data(), session::demand));
    }

    private PartialMessage begun(EngineSocket socket) {
        if (partial.isEmpty()) {
            Alarm deadline = alarms.deadline(
                    messageMillis, () -> refuse(socket, CloseCode.POLICY_VIOLATION, "the message took too long"));
            partial = Optional.of(new PartialMessage(socket.intake().share(), deadline));
        }
        return partial.get();
    }

    /** In a turn where it is large: one that logs the client in is to be over before it is asked how much the client may send. */
    private void go(EngineSocket socket, PartialMessage message, boolean room, boolean last, Runnable whole) {
        if (!room) {
            refuse(socket, CloseCode.TRY_AGAIN_LATER, "too much unfinished input");
            session.demand();
        } else if (message.bytes() > socket.intake().maxBytes()) {
            socket.turns().here(() -> {
                if (message.bytes() > socket.intake().maxBytes()) {
                    refuse(socket, CloseCode.TOO_LARGE, "message too large");
                    session.demand();
                } else {
                    goOn(message, last, whole);
                }
            });
        } else {
            goOn(message, last, whole);
        }
    }

    private void goOn(PartialMessage message, boolean last, Runnable whole) {
        if (last) {
            partial = Optional.empty();
            message.close();
            whole.run();
        } else {
            session.demand();
        }
    }

    private void refuse(EngineSocket socket, int code, String reason) {
        refused = true;
        forgetPartial();
        socket.refuse(this, code, reason);
    }

    private void forgetPartial() {
        partial.ifPresent(PartialMessage::close);
        partial = Optional.empty();
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        engine.filter(socket -> pings.isAnsweredBy(payload))
                .ifPresentOrElse(socket -> socket.webSocketPong(session::demand), session::demand);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason) {
        cut.cancel();
        forgetPartial();
        engine.ifPresent(socket -> socket.channelClosed(this));
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("A WebSocket failed: {}", cause.toString()); // it is closed as well
    }

    @Override
    public void send(List<OutPacket> packets, Runnable done) {
        int last = packets.size() - 1;
        for (int i = 0; i <= last; i++) {
            if (packets.get(i).kind() == OutPacket.Kind.WEB_SOCKET_PING && last > 0) {
                sendAround(packets, i, done);
                return;
            }
        }
        for (int i = 0; i < last; i++) {
            core.sendFrame(frame(packets.get(i)), Callback.NOOP, true);
        }
        core.sendFrame(frame(packets.get(last)), Callback.from(done, failed -> done.run()), false);
    }

    /** A ping of the WebSocket protocol in a write of its own, because Jetty lets it overtake what it gets along with it. */
    private void sendAround(List<OutPacket> packets, int ping, Runnable done) {
        int split = Math.max(1, ping);
        send(packets.subList(0, split), () -> send(packets.subList(split, packets.size()), done));
    }

    private Frame frame(OutPacket packet) {
        return switch (packet.kind()) {
            case TEXT -> new Frame(OpCode.TEXT).setPayload(ByteBuffer.wrap(packet.bytes()));
            case BINARY -> new Frame(OpCode.BINARY).setPayload(ByteBuffer.wrap(packet.bytes()));
            case WEB_SOCKET_PING -> new Frame(OpCode.PING).setPayload(pings.next());
        };
    }

    @Override
    public void close(int code, String reason) {
        cut = alarms.after(CLOSE_PATIENCE.toMillis(), session::disconnect); // however much it still sends
        session.close(
                code, reason, org.eclipse.jetty.websocket.api.Callback.from(() -> {}, failed -> session.disconnect()));
    }

    @Override
    public void abort() {
        session.disconnect();
    }
}
