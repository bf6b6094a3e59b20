package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.engineio.Poll;
import io.patchbay.portal.internal.plain.Peer;
import io.patchbay.portal.internal.plain.PlainConnection;
import io.patchbay.portal.internal.socketio.Namespace;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import io.patchbay.portal.internal.socketio.SocketIoConnection;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import io.patchbay.protocol.v10.internal.ProtocolV10;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of generated frames on every transport, of clients of every version: nothing is thrown, no session stays behind, the heap stays flat. The system
 * property {@code patchbay.fuzz.frames} says how many, {@code patchbay.fuzz.seed} which.
 */
class HostileClientsTest {
    private static final int FRAMES = Integer.getInteger("patchbay.fuzz.frames", 5_000);
    private static final long SEED = Long.getLong("patchbay.fuzz.seed", 20_260_701);
    private static final int ROOMS = 5;
    private static final List<String> PROTOCOLS = List.of(
            "", // the generation that names none
            ",\"protocol\":\"1.0\"",
            ",\"protocol\":\"1.1\"",
            ",\"protocol\":\"1.2\"",
            ",\"protocol\":\"1.3\"");
    private static final long MOST_GROWTH = 8 << 20;

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of("reconnectionTimeoutMillis", 2_000L), alarms, Runnable::run);
    private final List<Throwable> thrown = new ArrayList<>();
    private final HostileFrames frames = new HostileFrames(SEED, this::login);
    private final Namespace rooms = (socket, auth) -> new Watched(new ClientConnection(world.context(), socket));
    private int logins;
    private int mostSessions;
    private EngineServer server;
    private Optional<EngineSocket> socket = Optional.empty();
    private Wire channel = new Wire();

    enum Transport {
        SOCKET_IO_5_WEBSOCKET(EngineRevision.V4, true),
        SOCKET_IO_5_POLLING(EngineRevision.V4, false),
        SOCKET_IO_4_WEBSOCKET(EngineRevision.V3, true),
        SOCKET_IO_4_POLLING(EngineRevision.V3, false),
        PLAIN(EngineRevision.PLAIN, true);

        private final EngineRevision revision;
        private final boolean webSocket;

        Transport(EngineRevision revision, boolean webSocket) {
            this.revision = revision;
            this.webSocket = webSocket;
        }
    }

    private String login() {
        logins++;
        String token = world.tokens().issue("room" + logins % ROOMS, "user" + logins, "presenter");
        return "{\"token\":\"" + token + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"3.4\"}}"
                + PROTOCOLS.get(logins % PROTOCOLS.size()) + "}";
    }

    @BeforeEach
    void installEveryVersion() {
        world.install("legacy", new ProtocolLegacy());
        world.install("1.0", new ProtocolV10());
    }

    @ParameterizedTest
    @EnumSource
    void breakNothing(Transport transport) {
        server = new EngineServer(
                () -> new EngineSettings(25_000, 20_000, 1_000, 500, 100_000, 65_536, 1_000_000, 10_000, 1_000),
                () -> 100,
                new InputBudget(() -> 1_000_000),
                alarms,
                Runnable::run,
                opened -> remember(opened, transport));
        long before = 0;
        for (int i = 0; i < FRAMES; i++) {
            if (i == FRAMES / 2) {
                before = usedHeap();
            }
            alarms.advance(5);
            boolean gone = socket.isEmpty() || server.find(socket.get().id()).isEmpty();
            if (gone || channel.closed || frames.oneIn(200)) {
                reopen(transport);
            }
            send(transport);
            mostSessions = Math.max(mostSessions, world.sessions().count());
            assertThat(thrown).as("frame %d of seed %d", i, SEED).isEmpty();
        }
        long growth = usedHeap() - before;
        cut();
        alarms.advance(3_600_000);

        assertThat(mostSessions).as("those that got in").isPositive();
        assertThat(server.size()).isZero();
        assertThat(world.sessions().count()).isZero();
        assertThat(alarms.pending()).isZero();
        assertThat(world.slots().faults()).isEmpty();
        assertThat(growth).isLessThan(MOST_GROWTH);
    }

    private EngineListener remember(EngineSocket opened, Transport transport) {
        socket = Optional.of(opened);
        EngineListener upper = transport == Transport.PLAIN
                ? new PlainConnection(
                        opened, rooms, alarms, 10_000, new Peer("127.0.0.1", Optional.empty()), Optional::empty)
                : new SocketIoConnection(
                        opened,
                        path -> path.equals("/") ? Optional.of(rooms) : Optional.empty(),
                        alarms,
                        10_000,
                        100_000);
        return new WatchedListener(upper);
    }

    private void reopen(Transport transport) {
        cut();
        channel = new Wire();
        if (transport.webSocket) {
            server.open(transport.revision, channel);
        } else {
            server.open(transport.revision, new Ignored());
        }
        if (transport == Transport.SOCKET_IO_5_WEBSOCKET) {
            socket.orElseThrow().arrivals().frame(channel, "40", () -> {});
        }
    }

    private void cut() {
        socket.ifPresent(open -> {
            open.channelClosed(channel);
            open.pollFailed();
        });
        socket = Optional.empty();
    }

    private void send(Transport transport) {
        EngineSocket open = socket.orElseThrow();
        String text = transport == Transport.PLAIN ? frames.plain() : frames.socketIo();
        if (!transport.webSocket) {
            open.poll(new Ignored());
            if (open.arrivals().startPost()) {
                boolean binary = frames.oneIn(20);
                open.arrivals().post(binary ? frames.bytes() : body(transport, text), binary, refusal -> {});
            }
        } else if (frames.oneIn(20)) {
            open.arrivals().binaryFrame(channel, frames.bytes(), () -> {});
        } else {
            open.arrivals().frame(channel, text, () -> {});
        }
    }

    private static byte[] body(Transport transport, String text) {
        String payload = transport.revision == EngineRevision.V3 ? text.length() + ":" + text : text;
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A WebSocket that takes everything. */
    private static final class Wire implements FrameChannel {
        private boolean closed;

        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            done.run();
        }

        @Override
        public void close(int code, String reason) {
            closed = true;
        }

        @Override
        public void abort() {
            closed = true;
        }
    }

    private record Ignored() implements Poll {
        @Override
        public void answer(byte[] payload) {
            // nobody reads it
        }

        @Override
        public void refuse(EngineError error) {
            // nobody reads it
        }
    }

    private void watch(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error failed) {
            thrown.add(failed);
            throw failed;
        }
    }

    private final class WatchedListener implements EngineListener {
        private final EngineListener upper;

        WatchedListener(EngineListener upper) {
            this.upper = upper;
        }

        @Override
        public void onOpen() {
            watch(upper::onOpen);
        }

        @Override
        public void onMessage(String text) {
            watch(() -> upper.onMessage(text));
        }

        @Override
        public void onBinary(byte[] data) {
            watch(() -> upper.onBinary(data));
        }

        @Override
        public void onClosed(String reason) {
            watch(() -> upper.onClosed(reason));
        }
    }

    private final class Watched implements SocketHandler {
        private final SocketHandler handler;

        Watched(SocketHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onEvent(SocketEvent event) {
            watch(() -> handler.onEvent(event));
        }

        @Override
        public void onDisconnect(String reason) {
            watch(() -> handler.onDisconnect(reason));
        }
    }
}
