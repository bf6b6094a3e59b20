package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The cases of the Engine.IO protocol document, and readers and writers that take too much. */
class EngineSocketTest extends EngineCase {
    @Test
    void opensOnPollingWithTheUpgradeOnOffer() {
        FakePoll handshake = new FakePoll();
        server.open(EngineRevision.V4, handshake);

        assertThat(handshake.answer())
                .contains(
                        "0{\"sid\":\"" + opened.get(0).id()
                                + "\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}");
    }

    @Test
    void opensOnAWebSocketWithNoUpgradeOnOffer() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = server.open(EngineRevision.V4, channel);

        assertThat(channel.take())
                .containsExactly("0{\"sid\":\"" + socket.id()
                        + "\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}");
    }

    @Test
    void carriesSeveralPacketsInOnePayload() {
        EngineSocket socket = polling();

        assertThat(post(socket, "4test1\u001e4test2\u001e4test3")).isEmpty();
        assertThat(poll(socket).answer()).contains("4test1\u001e4test2\u001e4test3");
    }

    @Test
    void carriesBinaryDataAsBase64WhilePolling() {
        EngineSocket socket = polling();

        assertThat(post(socket, "4hello\u001ebAQIDBA==")).isEmpty();
        assertThat(poll(socket).answer()).contains("4hello\u001ebAQIDBA==");
    }

    @Test
    void answersAWaitingPollAsSoonAsThereIsSomething() {
        EngineSocket socket = polling();
        FakePoll waiting = poll(socket);
        assertThat(waiting.isOpen()).isTrue();

        post(socket, "4hello");

        assertThat(waiting.answer()).contains("4hello");
    }

    @Test
    void endsUponABodyThatIsNoPayload() {
        EngineSocket socket = polling();

        assertThat(post(socket, "abc")).contains(EngineError.BAD_REQUEST);
        assertThat(poll(socket).refusal()).contains(EngineError.BAD_REQUEST);
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void endsUponAnEmptyBody() {
        EngineSocket socket = polling();

        assertThat(post(socket, "")).contains(EngineError.BAD_REQUEST);
    }

    @Test
    void endsUponBinaryDataThatIsNotBase64() {
        EngineSocket socket = polling();

        assertThat(post(socket, "b***")).contains(EngineError.BAD_REQUEST);
    }

    @Test
    void endsUponASecondPoll() {
        EngineSocket socket = polling();
        FakePoll first = poll(socket);
        FakePoll second = poll(socket);

        assertThat(first.answer()).contains("1");
        assertThat(second.refusal()).contains(EngineError.BAD_REQUEST);
        assertThat(isKnown(socket)).isFalse();
        assertThat(closed).containsExactly("overlapping polls");
    }

    @Test
    void endsUponASecondPostBeforeTheFirstIsRead() {
        EngineSocket socket = polling();
        assertThat(socket.arrivals().startPost()).isTrue();

        assertThat(socket.arrivals().startPost()).isFalse();
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void readsOnAfterAMessageThatCouldNotBeDealtWith() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        AtomicInteger asked = new AtomicInteger();

        socket.arrivals().frame(channel, "4" + Echo.UNBEARABLE, asked::incrementAndGet);

        assertThat(asked).hasValue(1);
    }

    @Test
    void answersAPostThatCouldNotBeDealtWith() {
        assertThat(post(polling(), "4" + Echo.UNBEARABLE)).contains(EngineError.BAD_REQUEST);
    }

    @Test
    void echoesTextOverAWebSocket() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        frame(socket, channel, "4hello");

        assertThat(channel.take()).containsExactly("4hello");
    }

    @Test
    void asksForTheNextFrameOnceTheLastIsDealtWith() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        List<String> order = new ArrayList<>();
        socket.turns().here(() -> {
            socket.arrivals().frame(channel, "4hello", () -> order.add("next"));
            order.add("turn ends");
        });

        assertThat(order).containsExactly("turn ends", "next");
    }

    @Test
    void carriesBinaryDataOverAWebSocketAsItIs() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        socket.arrivals().binaryFrame(channel, new byte[] {1, 2, 3, 4}, () -> {});

        assertThat(channel.take()).containsExactly("binary of 4");
    }

    @Test
    void endsUponAFrameThatIsNoPacket() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        frame(socket, channel, "abc");

        assertThat(channel.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void endsUponAPingFromTheClientBecauseTheServerPings() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        frame(socket, channel, "2");

        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void pingsAsLongAsTheClientAnswers() {
        EngineSocket socket = polling();

        for (int i = 0; i < 3; i++) {
            FakePoll waiting = poll(socket);
            alarms.advance(300);
            assertThat(waiting.answer()).contains("2");
            assertThat(post(socket, "3")).isEmpty();
        }
    }

    @Test
    void endsWhenAPingIsNotAnswered() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        alarms.advance(300);
        assertThat(channel.take()).containsExactly("2");

        alarms.advance(199);
        assertThat(isKnown(socket)).isTrue();
        alarms.advance(1);

        assertThat(channel.isAborted()).isTrue();
        assertThat(isKnown(socket)).isFalse();
        assertThat(closed).containsExactly("ping timeout");
    }

    @Test
    void givesTheWholeTimeAgainWhenTheProcessWasStopped() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        alarms.advance(300);
        alarms.jump(30_000);
        assertThat(isKnown(socket)).isTrue();

        frame(socket, channel, "3");
        alarms.advance(299);

        assertThat(isKnown(socket)).isTrue();
    }

    @Test
    void writesWhatHasGatheredInOneGo() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        channel.stick();
        socket.send(OutPacket.text("4one"));
        socket.flush();
        socket.send(OutPacket.text("4two"));
        socket.flush();
        socket.send(OutPacket.text("4three"));
        socket.flush();
        int before = channel.writes();

        channel.flow();

        assertThat(channel.take()).containsExactly("4one", "4two", "4three");
        assertThat(channel.writes()).isEqualTo(before + 1);
    }

    @Test
    void cutsAReaderOffForWhomTooMuchWaits() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        channel.stick();
        socket.send(OutPacket.text("4" + "x".repeat(900)));
        socket.flush();

        assertThat(socket.send(OutPacket.text("4" + "x".repeat(900)))).isZero();
        socket.flush();

        assertThat(channel.isAborted()).isTrue();
        assertThat(closed).containsExactly("slow reader");
    }

    @Test
    void letsASinglePacketBeLargerThanWhatMayWait() {
        EngineSocket socket = polling();

        assertThat(socket.send(OutPacket.text("4" + "x".repeat(5_000)))).isEqualTo(1);
    }

    @Test
    void cutsAReaderOffForWhomNothingMoves() {
        EngineSettings patient = new EngineSettings(60_000, 60_000, 100, 500, 1_000, 65_536, 1_000, 10_000, 1_000);
        EngineServer slow = new EngineServer(
                () -> patient,
                () -> 10,
                new InputBudget(() -> 1_000_000),
                alarms,
                Runnable::run,
                socket -> new Echo(socket, closed));
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = slow.open(EngineRevision.V4, channel);
        channel.stick();
        socket.send(OutPacket.text("4one"));
        socket.flush();

        alarms.advance(9_999);
        assertThat(closed).isEmpty();
        alarms.advance(1);

        assertThat(closed).containsExactly("slow reader");
    }

    @Test
    void losesTheSessionWhenAnAnswerCannotBeWritten() {
        EngineSocket socket = polling();
        poll(socket);

        socket.pollFailed();

        assertThat(closed).containsExactly("transport error");
    }

    @Test
    void cutsAClientOffThatSendsTooMuch() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        for (int i = 0; i < 2_200; i++) {
            frame(socket, channel, "3");
        }

        assertThat(channel.closeCode()).isEqualTo(1008);
        assertThat(closed).containsExactly("too many messages");
    }

    @Test
    void letsAClientSendAsMuchAsItMayForAsLongAsItLikes() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        for (int i = 0; i < 10_000; i++) {
            alarms.advance(1);
            frame(socket, channel, "3");
        }

        assertThat(channel.closeCode()).isZero();
    }

    @Test
    void countsThePacketsOfABodyOneByOne() {
        EngineSocket socket = polling();

        post(socket, "3\u001e".repeat(2_200) + "3");

        assertThat(closed).containsExactly("too many messages");
        assertThat(isKnown(socket)).isFalse();
    }
}
