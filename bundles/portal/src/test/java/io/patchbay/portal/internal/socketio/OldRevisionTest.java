package io.patchbay.portal.internal.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.FrameChannel;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.OutPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Revision 4 of the Socket.IO protocol, where it differs from revision 5. */
class OldRevisionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final List<String> sent = new ArrayList<>();
    private final FrameChannel channel = new FrameChannel() {
        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            packets.forEach(packet -> sent.add(packet.toString()));
            done.run();
        }

        @Override
        public void close(int code, String reason) {
            sent.add("closed " + code);
        }

        @Override
        public void abort() {
            sent.add("aborted");
        }
    };
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            engine -> new SocketIoConnection(engine, this::namespace, alarms, 10_000, 100));
    private final EngineSocket engine = server.open(EngineRevision.V3, channel);

    private Optional<Namespace> namespace(String path) {
        return Set.of("/", "/custom").contains(path) ? Optional.of(Answering::new) : Optional.empty();
    }

    private record Answering(ClientSocket socket, Optional<Object> auth) implements SocketHandler {
        @Override
        public void onEvent(SocketEvent event) {
            socket.answer(event.ackId(), event.arguments());
        }

        @Override
        public void onDisconnect(String reason) {
            // nothing to forget
        }
    }

    private void say(String packet) {
        sent.clear();
        engine.arrivals().frame(channel, packet, () -> {});
    }

    @Test
    void connectsAClientToTheMainNamespaceAtOnce() {
        assertThat(sent).hasSize(2).last().isEqualTo("40");
    }

    @Test
    void takesEventsWithoutAnyConnectPacket() {
        say("427[\"message\",1]");

        assertThat(sent).containsExactly("437[1]");
    }

    @Test
    void connectsToAnotherNamespaceWhateverItsQuery() {
        say("40/custom?token=abc,");
        assertThat(sent).containsExactly("40/custom,");
        say("42/custom,7[\"message\",1]");

        assertThat(sent).containsExactly("43/custom,7[1]");
    }

    @Test
    void refusesAnUnknownNamespaceInItsOwnWords() {
        say("40/random,");

        assertThat(sent).containsExactly("44/random,\"Invalid namespace\"");
    }

    @Test
    void passesOverAConnectPacketForTheMainNamespace() {
        say("40");

        assertThat(sent).isEmpty();
    }
}
