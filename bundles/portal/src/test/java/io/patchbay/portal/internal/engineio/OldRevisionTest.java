package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions of Engine.IO 3, where they differ from those of Engine.IO 4. */
class OldRevisionTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final List<EngineSocket> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final EngineServer server = new EngineServer(
            () -> new EngineSettings(300, 200, 50, 500, 1_000_000, 65_536, 1_000_000, 10_000, 1_000),
            () -> 10,
            new InputBudget(() -> 1_000_000),
            alarms,
            Runnable::run,
            socket -> {
                opened.add(socket);
                return new Echo(socket, closed);
            });
    private final FakeChannel channel = new FakeChannel();

    private EngineSocket polling() {
        server.open(EngineRevision.V3, new FakePoll());
        return opened.get(0);
    }

    private EngineSocket connected() {
        EngineSocket socket = server.open(EngineRevision.V3, channel);
        channel.take();
        return socket;
    }

    private static FakePoll poll(EngineSocket socket) {
        FakePoll poll = new FakePoll();
        socket.poll(poll);
        return poll;
    }

    private static void post(EngineSocket socket, String body) {
        assertThat(socket.arrivals().startPost()).isTrue();
        socket.arrivals().post(body.getBytes(StandardCharsets.UTF_8), false, reply -> {});
    }

    @Test
    void opensWithALengthInFront() {
        FakePoll handshake = new FakePoll();
        server.open(EngineRevision.V3, handshake);

        assertThat(handshake.answer()).hasValueSatisfying(answer -> assertThat(answer)
                .matches("[0-9]+:0\\{.*}")
                .startsWith((answer.length() - answer.indexOf(':') - 1) + ":0{\"sid\":"));
    }

    @Test
    void answersThePingsOfAPollingClient() {
        EngineSocket socket = polling();
        post(socket, "1:2");

        assertThat(poll(socket).answer()).contains("1:3");
    }

    @Test
    void answersThePingsOfAWebSocketClient() {
        EngineSocket socket = connected();
        socket.arrivals().frame(channel, "2", () -> {});

        assertThat(channel.take()).containsExactly("3");
    }

    @Test
    void keepsAClientThatPings() {
        EngineSocket socket = connected();
        for (int i = 0; i < 5; i++) {
            alarms.advance(290);
            socket.arrivals().frame(channel, "2", () -> {});
        }

        assertThat(closed).isEmpty();
    }

    @Test
    void cutsAClientThatGivesNoSignOfLife() {
        connected();
        alarms.advance(600);

        assertThat(closed).containsExactly("ping timeout");
    }

    @Test
    void keepsAClientWhoseWebSocketAnswers() {
        EngineSocket socket = connected();
        for (int i = 0; i < 5; i++) {
            alarms.advance(310);
            assertThat(channel.take()).containsExactly("ping of the WebSocket");
            socket.arrivals().webSocketPong(() -> {});
        }

        assertThat(closed).isEmpty();
    }

    @Test
    void learnsFromTheWebSocketWhatHasArrived() {
        EngineSocket socket = connected();
        long number = socket.send(OutPacket.text("4hello"));
        socket.askReceipt();
        socket.flush();
        assertThat(channel.take()).containsExactly("4hello", "ping of the WebSocket");
        assertThat(socket.confirmed()).isLessThan(number);
        socket.arrivals().webSocketPong(() -> {});

        assertThat(socket.confirmed()).isGreaterThanOrEqualTo(number);
    }

    @Test
    void keepsAClientThatPolls() {
        EngineSocket socket = polling();
        for (int i = 0; i < 5; i++) {
            FakePoll poll = poll(socket);
            alarms.advance(310);
            assertThat(poll.answer()).contains("1:6");
        }

        assertThat(closed).isEmpty();
    }

    @Test
    void upgrades() {
        EngineSocket socket = polling();
        FakePoll poll = poll(socket);
        assertThat(socket.startUpgrade(channel)).isTrue();
        socket.arrivals().frame(channel, "2probe", () -> {});
        assertThat(channel.take()).containsExactly("3probe");
        alarms.advance(150);
        assertThat(poll.answer()).contains("1:6");
        socket.arrivals().frame(channel, "5", () -> {});
        socket.arrivals().frame(channel, "4hello", () -> {});

        assertThat(channel.take()).containsExactly("4hello");
    }

    @Test
    void carriesBinaryMessagesWithTheirType() {
        EngineSocket socket = connected();
        socket.arrivals().binaryFrame(channel, new byte[] {4, 1, 2}, () -> {});

        assertThat(channel.take()).containsExactly("binary of 3");
    }

    @Test
    void carriesBinaryMessagesAsTextToThoseWhoAskForIt() {
        EngineSocket socket = server.open(EngineRevision.V3_BASE64, channel);
        channel.take();
        socket.arrivals().frame(channel, "b4AQI=", () -> {});

        assertThat(channel.take()).containsExactly("b4AQI=");
    }

    @Test
    void closesUponABinaryMessageWithoutItsType() {
        EngineSocket socket = connected();
        socket.arrivals().binaryFrame(channel, new byte[] {1, 2}, () -> {});

        assertThat(channel.closeCode()).isEqualTo(1002);
    }
}
