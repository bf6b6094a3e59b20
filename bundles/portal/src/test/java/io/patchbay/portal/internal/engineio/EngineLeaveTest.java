package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** The end of a session, whoever wants it. */
class EngineLeaveTest extends EngineCase {
    @Test
    void endsWhenTheClientTakesLeaveWhileAPollIsOpen() {
        EngineSocket socket = polling();
        FakePoll waiting = poll(socket);

        assertThat(post(socket, "1")).isEmpty();

        assertThat(waiting.answer()).contains("6");
        assertThat(poll(socket).refusal()).contains(EngineError.BAD_REQUEST);
    }

    @Test
    void grantsAPollThatTheClientsOwnLeaveHasOvertaken() {
        EngineSocket socket = polling();

        assertThat(post(socket, "1")).isEmpty();

        assertThat(poll(socket).answer()).contains("6");
        assertThat(poll(socket).refusal()).contains(EngineError.BAD_REQUEST);
        alarms.advance(1_000);
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void endsWithoutThePollThatNeverComesAfterTheClientsLeave() {
        EngineSocket socket = polling();
        poll(socket);
        long number = socket.send(OutPacket.text("4perhaps lost"));
        socket.flush();
        assertThat(post(socket, "1")).isEmpty();

        alarms.advance(1_000);

        assertThat(closed).containsExactly("transport close");
        assertThat(socket.confirmed()).isLessThan(number);
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void endsWhenTheClientTakesLeaveOnItsWebSocket() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        frame(socket, channel, "1");

        assertThat(channel.closeCode()).isEqualTo(CloseCode.NORMAL);
        assertThat(closed).containsExactly("transport close");
    }

    @Test
    void tellsOnceThatItIsOver() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        socket.channelClosed(channel);
        socket.channelClosed(channel);
        socket.close(CloseCode.NORMAL, "again");

        assertThat(closed).containsExactly("transport close");
        assertThat(alarms.pending()).isZero();
    }

    @Test
    void sendsWhatIsQueuedBeforeItTakesLeaveOfAPollingClient() {
        EngineSocket socket = polling();
        socket.send(OutPacket.text("4an answer"));
        socket.close(CloseCode.NORMAL, "refused");

        assertThat(poll(socket).answer()).contains("4an answer");
        assertThat(poll(socket).answer()).contains("1");
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void acceptsARequestThatTheLeaveCrosses() {
        EngineSocket socket = polling();
        socket.close(CloseCode.NORMAL, "refused");

        assertThat(post(socket, "4hello")).isEmpty();
    }

    @Test
    void doesNotWaitForEverForTheLastPoll() {
        EngineSocket socket = polling();
        socket.close(CloseCode.NORMAL, "refused");

        alarms.advance(5_000);

        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void closesTheWebSocketOnlyWhenEverythingIsWritten() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        channel.stick();
        socket.send(OutPacket.text("4one"));
        socket.flush();
        socket.send(OutPacket.text("4two"));
        socket.close(CloseCode.SERVICE_RESTART, "going down");
        assertThat(channel.closeCode()).isZero();

        channel.flow();
        socket.flush();

        assertThat(channel.take()).containsExactly("4one", "4two");
        assertThat(channel.closeCode()).isEqualTo(CloseCode.SERVICE_RESTART);
        assertThat(channel.closes()).isEqualTo(1);
    }

    @Test
    void tellsAPollThatComesWhileTheClientTakesLeaveThatAllIsWell() throws Exception {
        for (int i = 0; i < 200; i++) {
            EngineSocket socket = polling();
            FakePoll crossing = new FakePoll();
            Thread poller = new Thread(() -> socket.poll(crossing));
            poller.start();
            post(socket, "1");
            poller.join();

            assertThat(crossing.answer()).contains("6");
        }
    }
}
