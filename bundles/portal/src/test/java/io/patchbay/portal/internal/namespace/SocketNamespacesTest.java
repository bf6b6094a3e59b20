package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Configs;
import io.patchbay.portal.internal.ManualAlarms;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Namespaces that are plug-ins, as their clients see them. */
class SocketNamespacesTest {
    private static final String TWO_PIECES =
            "[\"message\",{\"_placeholder\":true,\"num\":0},[{\"_placeholder\":true,\"num\":1}]]";

    private final ManualAlarms alarms = new ManualAlarms();
    private final FakeSlots slots = new FakeSlots();
    private final SocketNamespaces namespaces = new SocketNamespaces(slots, alarms, Configs.settings(Map.of()));
    private final EchoNamespace echo = new EchoNamespace();
    private final List<String> sent = new ArrayList<>();
    private int closeCode;
    private final FrameChannel channel = new FrameChannel() {
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
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            socket -> new SocketIoConnection(
                    socket, path -> namespaces.find(path.substring(1)).map(found -> found), alarms, 10_000, 100));
    private final EngineSocket engine = server.open(EngineRevision.V4, channel);

    @BeforeEach
    void install() {
        install(echo);
        sent.clear();
    }

    private void install(SocketNamespace namespace) {
        slots.put("custom", Optional.of(namespace));
        namespaces.bindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    private void say(String packet) {
        engine.frame(channel, packet, () -> {});
    }

    private void say(int... piece) {
        byte[] bytes = new byte[piece.length];
        for (int i = 0; i < piece.length; i++) {
            bytes[i] = (byte) piece[i];
        }
        engine.binaryFrame(channel, bytes, () -> {});
    }

    private List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    private void connect() {
        say("40/custom,");
        engine.webSocketPong(() -> {});
        sent.clear();
    }

    @Test
    void sendsTheFirstEventOnceTheClientKnowsThatItIsConnected() {
        say("40/custom,{\"token\":\"abc\"}");
        assertThat(take())
                .hasSize(2)
                .satisfies(first -> assertThat(first.get(0)).startsWith("40/custom,{\"sid\":"))
                .last()
                .isEqualTo("ping of the WebSocket");
        engine.webSocketPong(() -> {});

        assertThat(take()).containsExactly("42/custom,[\"auth\",{\"token\":\"abc\"}]");
    }

    @Test
    void sendsTheFirstEventToAWebSocketThatAnswersNoPing() {
        say("40/custom,");
        sent.clear();
        alarms.advance(1_000);

        assertThat(take()).containsExactly("42/custom,[\"auth\",{}]");
    }

    @Test
    void refusesANamespaceThatIsNotInstalled() {
        say("40/random,");

        assertThat(take()).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
    }

    @Test
    void sendsEventsBack() {
        connect();
        say("42/custom,[\"message\",1,\"2\",{\"3\":[true]},null]");

        assertThat(take()).containsExactly("42/custom,[\"message-back\",1,\"2\",{\"3\":[true]},null]");
    }

    @Test
    void answersEvents() {
        connect();
        say("42/custom,7[\"message-with-ack\",1]");

        assertThat(take()).containsExactly("43/custom,7[1]");
    }

    @Test
    void carriesBinaryDataInEvents() {
        connect();
        say("452-/custom," + TWO_PIECES);
        say(1, 2, 3);
        say(4, 5, 6);

        assertThat(take())
                .containsExactly("452-/custom," + TWO_PIECES.replace("message", "message-back"), "010203", "040506");
    }

    @Test
    void carriesBinaryDataInAnswers() {
        connect();
        say("451-/custom,789[\"message-with-ack\",{\"_placeholder\":true,\"num\":0}]");
        say(255);

        assertThat(take()).containsExactly("461-/custom,789[{\"_placeholder\":true,\"num\":0}]", "ff");
    }

    @Test
    void closesUponAPlaceholderForAnAttachmentThatThereIsNot() {
        connect();
        say("451-/custom,[\"message\",{\"_placeholder\":true,\"num\":1}]");
        say(1);

        assertThat(closeCode).isEqualTo(1002);
    }

    @Test
    void closesUponMoreAttachedBytesThanAMessageMayHave() {
        connect();
        say("452-/custom," + TWO_PIECES);
        say(new int[60]);
        say(new int[60]);

        assertThat(closeCode).isEqualTo(1002);
    }

    @Test
    void tellsThePluginThatAClientHasGone() {
        connect();
        say("41/custom,");

        assertThat(echo.gone()).containsExactly("client namespace disconnect");
    }

    @Test
    void letsThePluginDisconnectAClient() {
        connect();
        say("42/custom,[\"leave\"]");

        assertThat(take()).containsExactly("41/custom,");
        assertThat(echo.gone()).containsExactly("server namespace disconnect");
    }

    @Test
    void keepsAConnectionThatIsInANamespaceOpen() {
        connect();
        alarms.advance(15_000);

        assertThat(closeCode).isZero();
    }

    @Test
    void closesAConnectionThatHasLeftEveryNamespace() {
        connect();
        say("41/custom,");
        alarms.advance(15_000);

        assertThat(closeCode).isEqualTo(1000);
    }

    @Test
    void countsWhatThePluginThrowsAndKeepsTheClient() {
        connect();
        say("42/custom,[\"no-such\"]");
        say("42/custom,[\"message\"]");

        assertThat(slots.faults()).containsExactly("java.lang.IllegalStateException: no-such");
        assertThat(take()).containsExactly("42/custom,[\"message-back\"]");
    }

    private void remove() {
        slots.put("custom", Optional.empty());
        namespaces.unbindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    private void replace(SocketNamespace successor) {
        install(successor);
        namespaces.unbindNamespace(Map.of(SocketNamespace.NAME, "custom"));
    }

    @Test
    void disconnectsTheClientsOfANamespaceThatIsRemovedForGood() {
        connect();
        remove();
        assertThat(take()).as("while a successor may come").isEmpty();

        slots.giveUpWaiting("custom");

        assertThat(take()).containsExactly("41/custom,");
        assertThat(closeCode).isZero();
    }

    @Test
    void hasASuccessorTakeTheClientsOver() {
        say("40/custom,{\"token\":\"abc\"}");
        engine.webSocketPong(() -> {});
        TakingOver successor = new TakingOver();
        replace(successor);
        take();

        say("42/custom,[\"message\",1]");

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]");
        assertThat(successor.auths()).containsExactly(Map.of("token", "abc"));
        assertThat(echo.gone()).isEmpty();
    }

    @Test
    void keepsWhatClientsSayUntilASuccessorIsThere() {
        connect();
        remove();
        say("42/custom,[\"message\",1]");
        say("42/custom,[\"message\",2]");
        assertThat(take()).isEmpty();

        install(new TakingOver());

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]", "42/custom,[\"taken-over\",2]");
    }

    @Test
    void cutsOffAClientThatSaysMoreThanCanWait() {
        connect();
        remove();
        for (int i = 0; i < 65; i++) {
            say("42/custom,[\"message\"]");
        }

        assertThat(closeCode).isEqualTo(1013);
    }

    @Test
    void hasClientsComeBackWhomTheSuccessorDoesNotTakeOver() {
        connect();
        replace(new EchoNamespace());

        assertThat(closeCode).isEqualTo(1013);
    }

    @Test
    void hasClientsComeBackWhomTheSuccessorFailsToTakeOver() {
        connect();
        replace(new SocketNamespace() {
            @Override
            public NamespaceHandler connect(NamespaceSocket socket, Map<String, Object> auth) {
                return new DawdlingHandler(() -> {});
            }

            @Override
            public Optional<NamespaceHandler> takeOver(NamespaceSocket socket, Map<String, Object> auth) {
                throw new IllegalStateException("no");
            }
        });

        assertThat(closeCode).isEqualTo(1013);
        assertThat(slots.faults()).hasSize(1);
    }

    @Test
    void givesNothingOfAnOldClientToASuccessorThatDoesNotTakeItOver() {
        connect();
        EchoNamespace successor = new EchoNamespace();
        install(successor);
        say("42/custom,[\"message\"]");

        assertThat(take()).isEmpty();
        assertThat(successor.gone()).isEmpty();
        assertThat(closeCode).isEqualTo(1013);
    }

    @Test
    void disconnectsAClientThatThePluginFailsToTake() {
        install((socket, auth) -> {
            throw new IllegalStateException("no");
        });
        say("40/custom,");

        assertThat(take()).last().isEqualTo("41/custom,");
        assertThat(slots.faults()).hasSize(1);
    }

    @Test
    void cutsOffAClientWhoseEventThePluginDoesNotComeBackFrom() {
        install((socket, auth) -> new DawdlingHandler(() -> {
            alarms.advance(10_000);
            socket.emit("late", List.of());
        }));
        connect();
        say("42/custom,[\"message\"]");

        assertThat(slots.faults()).containsExactly("took too long");
        assertThat(closeCode).isEqualTo(1013);
        assertThat(take()).isEmpty();
    }

    @Test
    void cutsOffAClientThatThePluginDoesNotTakeInTime() {
        install((socket, auth) -> {
            alarms.advance(10_000);
            return new DawdlingHandler(() -> {});
        });
        say("40/custom,");

        assertThat(slots.faults()).containsExactly("took too long");
        assertThat(closeCode).isEqualTo(1013);
    }

    @Test
    void risksNoMoreThreadsWhereThreeCallsHaveNotComeBack() {
        AtomicInteger calls = new AtomicInteger();
        install((socket, auth) -> {
            calls.incrementAndGet();
            alarms.advance(10_000);
            EngineSocket next = server.open(EngineRevision.V4, channel); // while this one is still called
            next.frame(channel, "40/custom,", () -> {});
            return new DawdlingHandler(() -> {});
        });
        say("40/custom,");

        assertThat(calls).hasValue(3);
        assertThat(slots.faults()).hasSize(4).last().isEqualTo("does not come back from earlier calls");
    }

    private record DawdlingHandler(Runnable task) implements NamespaceHandler {
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
