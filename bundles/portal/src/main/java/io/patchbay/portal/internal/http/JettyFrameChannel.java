package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.OutPacket;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket of Jetty's. Speaks with Jetty's core, frame by frame: unlike its API that takes bytes which many sockets share, puts
 * consecutive messages into one write, and allocates nothing for each message or WebSocket. Thread-safe.
 */
public final class JettyFrameChannel implements FrameChannel, FrameHandler {
    private static final Logger LOG = LoggerFactory.getLogger(JettyFrameChannel.class);
    private static final Duration CLOSE_PATIENCE =
            Duration.ofSeconds(5); // for the client's half of the closing handshake
    private static final int BUFFER_BYTES = 512; // Jetty allocates as many for each read; most messages are shorter

    private final NumberedPings pings = new NumberedPings();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Alarms alarms;
    private final long messageMillis;
    private final Function<FrameChannel, Optional<EngineSocket>> onOpen;
    private CoreSession core; // set in onOpen, before anything else can happen, like the next three
    private ReadAhead reading;
    private Optional<EngineSocket> engine = Optional.empty();
    private Optional<IncomingMessages> messages = Optional.empty();
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
    boolean upgrade(HttpServletRequest request) throws IOException {
        ServletContextRequest asked = ServletContextRequest.getServletContextRequest(request);
        WebSocketMappings mappings = WebSocketMappings.getMappings(asked.getServletContextHandler());
        if (mappings == null) {
            return false;
        }
        try (Blocker.Callback answered = Blocker.callback()) {
            boolean possible = mappings.upgrade(
                    this::negotiate, asked, asked.getServletContextResponse(), answered, JettyFrameChannel::configure);
            if (possible) {
                answered.block();
            }
            return possible;
        }
    }

    private FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback failed) {
        response.setExtensions(List.of()); // compression costs more than it gives
        return this;
    }

    private static void configure(Configuration session) {
        session.setIdleTimeout(Duration.ZERO); // the heartbeat decides
        session.setInputBufferSize(BUFFER_BYTES);
        session.setAutoFragment(true); // what is too long or too slow is to be seen while it comes
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        core = opened;
        engine = onOpen.apply(this);
        reading = new ReadAhead(alarms, core::demand);
        messages = engine.map(socket -> new IncomingMessages(this, socket, alarms, messageMillis, reading));
        callback.succeeded();
        core.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        switch (frame.getOpCode()) {
            case OpCode.CLOSE -> {
                callback.succeeded(); // answers it, which the end of the session would cut short
                tellOfTheEnd();
                return; // nothing follows
            }
            case OpCode.PING -> {
                Frame pong = new Frame(OpCode.PONG).setPayload(carriedBy(frame));
                callback.succeeded();
                core.sendFrame(pong, Callback.from(reading.begin(0)), false);
            }
            case OpCode.PONG -> {
                boolean answer = pings.isAnsweredBy(carriedBy(frame));
                callback.succeeded();
                engine.filter(socket -> answer)
                        .ifPresent(socket -> socket.arrivals().webSocketPong(reading.begin(0)));
            }
            default -> {
                messages.ifPresent(incoming -> incoming.take(frame));
                callback.succeeded();
            }
        }
        reading.goOn();
    }

    private static ByteBuffer carriedBy(Frame control) {
        return control.hasPayload() ? BufferUtil.copy(control.getPayload()) : ByteBuffer.allocate(0);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        LOG.debug("A WebSocket failed: {}", cause.toString()); // it is closed as well
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        tellOfTheEnd();
        callback.succeeded();
    }

    private void tellOfTheEnd() {
        if (closed.compareAndSet(false, true)) {
            cut.cancel();
            messages.ifPresent(IncomingMessages::close);
            engine.ifPresent(socket -> socket.channelClosed(this));
        }
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
        cut = alarms.after(CLOSE_PATIENCE.toMillis(), core::abort); // however much it still sends
        core.close(code, reason, Callback.from(() -> {}, failed -> core.abort()));
    }

    @Override
    public void abort() {
        core.abort();
    }
}
