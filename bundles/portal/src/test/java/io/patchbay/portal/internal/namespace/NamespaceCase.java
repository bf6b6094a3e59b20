package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Configs;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.Substitutes;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.session.FakeSlots;
import io.patchbay.portal.internal.socketio.SocketIoConnection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A client of a namespace that is a plug-in. */
abstract class NamespaceCase {
    final ManualAlarms alarms = new ManualAlarms();
    final FakeSlots slots = new FakeSlots();
    final SocketNamespaces namespaces =
            new SocketNamespaces(slots, alarms, Substitutes.NONE, Configs.settings(Map.of()));
    final EchoNamespace echo = new EchoNamespace();
    final List<String> sent = new ArrayList<>();
    int closeCode;
    final FrameChannel channel = new FrameChannel() {
        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            for (OutPacket packet : packets) {
                sent.add(packet.binary() ? HexFormat.of().formatHex(packet.bytes()) : packet.toString());
            }
            done.run();
        }

        @Override
        public void close(int code, String reason) {
            closeCode = code;
        }

        @Override
        public void abort() {
            closeCode = closeCode == 0 ? 1006 : closeCode;
        }
    };
    final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            socket -> new SocketIoConnection(
                    socket, path -> namespaces.find(path.substring(1)).map(found -> found), alarms, 10_000, 100));
    final EngineSocket engine = server.open(EngineRevision.V4, channel);

    @BeforeEach
    void install() {
        install(echo);
        sent.clear();
    }

    void install(SocketNamespace namespace) {
        slots.put("custom", Optional.of(namespace));
        namespaces.bindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    void say(String packet) {
        engine.arrivals().frame(channel, packet, () -> {});
    }

    void say(int... piece) {
        byte[] bytes = new byte[piece.length];
        for (int i = 0; i < piece.length; i++) {
            bytes[i] = (byte) piece[i];
        }
        engine.arrivals().binaryFrame(channel, bytes, () -> {});
    }

    List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    void connect() {
        say("40/custom,");
        engine.arrivals().webSocketPong(() -> {});
        sent.clear();
    }

    void remove() {
        slots.put("custom", Optional.empty());
        namespaces.unbindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    void replace(SocketNamespace successor) {
        install(successor);
        namespaces.unbindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    /** No other version has come for so long that none is waited for any more. */
    void waitInVain() {
        alarms.advance(Slot.WAIT_WHEN_EMPTY.toMillis());
    }

    record DawdlingHandler(Runnable task) implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            task.run();
        }

        @Override
        public void onDisconnect(String reason) {
            // nobody is told
        }
    }
}
