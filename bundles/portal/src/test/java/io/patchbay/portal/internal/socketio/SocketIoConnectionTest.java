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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cases of the Socket.IO protocol document. */
class SocketIoConnectionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final List<String> sent = new ArrayList<>();
    private final List<String> happened = new ArrayList<>();
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(60_000, 20_000, 1_000, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            engine -> new SocketIoConnection(engine, this::namespace, alarms, 10_000, 100));
    private boolean closed;
    private final FrameChannel channel = new FrameChannel() {
        @Override
        public void send(List<OutPacket> packets, Runnable done) {
            packets.forEach(packet -> sent.add(packet.toString()));
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
    };
    private final EngineSocket engine = server.open(EngineRevision.V4, channel);

    private Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(
                Map.<String, Namespace>of("/", Echo::new, "/custom", Echo::new).get(name));
    }

    /** Sends events back; tells at once what the client said of itself. */
    private final class Echo implements SocketHandler {
        private final ClientSocket socket;

        Echo(ClientSocket socket, Optional<Object> auth) {
            this.socket = socket;
            socket.queue(socket.form().event("auth", List.of(auth.orElse(Map.of()))));
            socket.flush();
        }

        @Override
        public void onEvent(SocketEvent event) {
            switch (event.name()) {
                case "message" -> {
                    socket.queue(socket.form().event("message-back", event.arguments()));
                    socket.flush();
                }
                case "message-with-ack" -> socket.answer(event.ackId(), event.arguments());
                case "settle" -> socket.settle(true);
                case "unsettle" -> socket.settle(false);
                case "kick" -> socket.disconnect(1000, "kicked");
                default -> throw new IllegalStateException(event.name());
            }
        }

        @Override
        public void onDisconnect(String reason) {
            happened.add(reason);
        }
    }

    private void say(String packet) {
        engine.arrivals().frame(channel, "4" + packet, () -> {});
    }

    private List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    private void connect() {
        say("0");
        take();
    }

    @Test
    void connectsToTheMainNamespace() {
        take();
        say("0");

        assertThat(take()).hasSize(2).first().asString().matches("40\\{\"sid\":\"[0-9a-zA-Z_-]{20}\"}");
    }

    @Test
    void handsOnWhatAClientSaysOfItself() {
        say("0{\"token\":\"123\"}");

        assertThat(take()).last().isEqualTo("42[\"auth\",{\"token\":\"123\"}]");
    }

    @Test
    void connectsToAnotherNamespace() {
        take();
        say("0/custom,{\"token\":\"abc\"}");

        assertThat(take().get(0)).startsWith("40/custom,{\"sid\":");
        assertThat(namespace("/custom")).isPresent();
    }

    @Test
    void refusesANamespaceThatIsUnknown() {
        take();
        say("0/random");

        assertThat(take()).containsExactly("44/random,{\"message\":\"Invalid namespace\"}");
        assertThat(closed).isFalse();
    }

    @Test
    void closesWhatDoesNotConnectFirst() {
        say("2[\"message\"]");

        assertThat(closed).isTrue();
    }

    @Test
    void closesWhatDoesNotConnectInTime() {
        alarms.advance(10_000);

        assertThat(closed).isTrue();
    }

    @Test
    void refusesASecondConnect() {
        connect();
        say("0");

        assertThat(take()).containsExactly("44{\"message\":\"Already connected\"}");
    }

    @Test
    void leavesOneNamespaceAndStaysInTheOther() {
        connect();
        say("0/custom");
        take();
        say("1/custom");
        say("2[\"message\",\"message to main namespace\"]");

        assertThat(happened).containsExactly("client namespace disconnect");
        assertThat(take()).containsExactly("42[\"message-back\",\"message to main namespace\"]");
    }

    @Test
    void connectsAgainWithAnotherIdAfterLeaving() {
        take();
        say("0");
        String first = take().get(0);
        say("1");
        say("0");

        assertThat(take().get(0)).startsWith("40{").isNotEqualTo(first);
    }

    @Test
    void carriesEvents() {
        connect();
        say("2[\"message\",1,\"2\",{\"3\":[true]}]");

        assertThat(take()).containsExactly("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
    }

    @Test
    void carriesAnswers() {
        connect();
        say("2456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");

        assertThat(take()).containsExactly("43456[1,\"2\",{\"3\":[false]}]");
    }

    @Test
    void closesUponAnUnknownType() {
        connect();
        say("abc");

        assertThat(closed).isTrue();
    }

    @Test
    void closesUponAnEventForANamespaceThatIsNotConnected() {
        connect();
        say("2/custom,[\"message\"]");

        assertThat(closed).isTrue();
    }

    @Test
    void refusesBinaryEventsPolitely() {
        connect();
        say("52-789[\"message\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]");
        engine.arrivals().binaryFrame(channel, new byte[] {1}, () -> {});
        assertThat(take()).isEmpty();
        engine.arrivals().binaryFrame(channel, new byte[] {2}, () -> {});

        assertThat(take()).containsExactly("43789[\"error\",\"Binary data is not supported\"]");
        say("2[\"message\",1]");
        assertThat(take()).containsExactly("42[\"message-back\",1]");
    }

    @Test
    void closesUponTextWhereAnAttachmentIsMissing() {
        connect();
        say("51-[\"message\",{\"_placeholder\":true,\"num\":0}]");
        say("2[\"message\",1]");

        assertThat(closed).isTrue();
    }

    @Test
    void closesUponBinaryDataThatBelongsToNothing() {
        connect();
        engine.arrivals().binaryFrame(channel, new byte[] {1}, () -> {});

        assertThat(closed).isTrue();
    }

    @Test
    void passesOverAnswersThatNobodyAskedFor() {
        connect();
        say("37[\"x\"]");

        assertThat(closed).isFalse();
        assertThat(take()).isEmpty();
    }

    @Test
    void answersAnEventThatCouldNotBeHandled() {
        connect();
        say("21[\"boom\"]");

        assertThat(take()).containsExactly("431[\"error\",\"Internal error\"]");
    }

    @Test
    void staysAsLongAsASocketHasSettled() {
        connect();
        say("2[\"settle\"]");
        alarms.advance(50_000);
        assertThat(closed).isFalse();
        say("2[\"unsettle\"]");
        alarms.advance(9_999);
        assertThat(closed).isFalse();

        alarms.advance(1);

        assertThat(closed).isTrue();
    }

    @Test
    void tellsAClientThatItIsDisconnectedBeforeItCloses() {
        connect();
        say("2[\"kick\"]");

        assertThat(take()).containsExactly("41");
        assertThat(closed).isTrue();
        assertThat(happened).containsExactly("kicked");
    }

    @Test
    void tellsEverySocketWhenTheConnectionIsGone() {
        connect();
        say("0/custom");
        engine.channelClosed(channel);

        assertThat(happened).containsExactly("transport close", "transport close");
    }
}
