package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients that speak Engine.IO without Socket.IO. */
class BareConnectionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final FakeSlots slots = new FakeSlots();
    private final SocketNamespaces namespaces =
            new SocketNamespaces(slots, alarms, Substitutes.NONE, Configs.settings(Map.of()));
    private final List<String> happened = new ArrayList<>();
    private final FrameChannel channel = new FrameChannel() {
        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            for (OutPacket packet : packets) {
                happened.add(packet.binary() ? HexFormat.of().formatHex(packet.bytes()) : packet.toString());
            }
            done.run();
        }

        @Override
        public void close(int code, String reason) {
            happened.add("closed " + code);
        }

        @Override
        public void abort() {
            happened.add("aborted");
        }
    };
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            socket -> new BareConnection(socket, () -> namespaces.find("bare")));

    private void install(SocketNamespace namespace) {
        slots.put("bare", Optional.of(namespace));
        namespaces.bindNamespace(Map.of(SocketNamespace.NAME, "bare"));
    }

    private EngineSocket open() {
        EngineSocket socket = server.open(EngineRevision.V4, channel);
        socket.arrivals().webSocketPong(() -> {});
        happened.clear();
        return socket;
    }

    /** Sends each message back. */
    private record Echo(NamespaceSocket socket, Map<String, Object> auth) implements NamespaceHandler {
        @Override
        public void onEvent(String name, List<Object> arguments, Optional<Acknowledgement> acknowledgement) {
            socket.emit(name, arguments);
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing to forget
        }
    }

    @Test
    void haveTheirTextsSentBack() {
        install(Echo::new);
        open().arrivals().frame(channel, "4hello", () -> {});

        assertThat(happened).containsExactly("4hello");
    }

    @Test
    void haveTheirBinaryDataSentBack() {
        install(Echo::new);
        open().arrivals().binaryFrame(channel, new byte[] {1, 2}, () -> {});

        assertThat(happened).containsExactly("0102");
    }

    @Test
    void areClosedWhenTheNamespaceIsNotInstalled() {
        server.open(EngineRevision.V4, channel);

        assertThat(happened).last().isEqualTo("closed 1013");
    }

    @Test
    void areClosedWhenTheNamespaceIsRemoved() {
        install(Echo::new);
        open();
        slots.put("bare", Optional.empty());
        namespaces.unbindNamespace(Map.of(SocketNamespace.NAME, "bare"));
        slots.giveUpWaiting("bare");

        assertThat(happened).containsExactly("closed 1000");
    }

    @Test
    void getNothingThatIsNoMessage() {
        install((socket, auth) -> {
            socket.emit("greeting", List.of("hello"));
            return new Echo(socket, auth);
        });
        open();

        assertThat(slots.faults())
                .containsExactly("java.lang.IllegalArgumentException: a client of bare Engine.IO can only be sent"
                        + " \"message\" with one argument");
    }
}
