package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From polling to a WebSocket, and the races that the protocol document leaves open. */
class EngineUpgradeTest extends EngineCase {
    @Test
    void changesOverToAWebSocket() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        assertThat(socket.startUpgrade(channel)).isTrue();
        frame(socket, channel, "2probe");
        assertThat(channel.take()).containsExactly("3probe");

        FakePoll waiting = poll(socket);
        alarms.advance(100);
        assertThat(waiting.answer()).contains("6");
        frame(socket, channel, "5");
        frame(socket, channel, "4hello");

        assertThat(channel.take()).containsExactly("4hello");
    }

    @Test
    void endsAPollThatWaitedWhenTheProbeCame() {
        EngineSocket socket = polling();
        FakePoll waiting = poll(socket);
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        frame(socket, channel, "2probe");

        alarms.advance(100);

        assertThat(waiting.answer()).contains("6");
    }

    @Test
    void losesDoublesAndReordersNothingWhileItChangesOver() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        List<String> received = new ArrayList<>();
        FakePoll first = poll(socket);
        socket.startUpgrade(channel);
        say(socket, "4a");
        received.add(first.answer().orElseThrow());
        frame(socket, channel, "2probe");
        say(socket, "4b");
        received.add(poll(socket).answer().orElseThrow());
        FakePoll last = poll(socket);
        alarms.advance(100);
        assertThat(last.answer()).contains("6");
        say(socket, "4c");
        say(socket, "4d");
        channel.take();
        frame(socket, channel, "5");
        say(socket, "4e");
        received.addAll(channel.take());

        assertThat(received).containsExactly("4a", "4b", "4c", "4d", "4e");
    }

    private static void say(EngineSocket socket, String packet) {
        socket.send(OutPacket.text(packet));
        socket.flush();
    }

    @Test
    void refusesAPollThatShouldNotBeWhenTheUpgradeComesThrough() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        frame(socket, channel, "2probe");
        FakePoll rival = poll(socket);
        frame(socket, channel, "5");

        assertThat(channel.take()).containsExactly("3probe");
        assertThat(rival.refusal()).contains(EngineError.BAD_REQUEST);
        assertThat(poll(socket).refusal()).contains(EngineError.BAD_REQUEST);
        frame(socket, channel, "4hello");
        assertThat(channel.take()).containsExactly("4hello");
    }

    @Test
    void letsNoSecondWebSocketIn() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        assertThat(socket.startUpgrade(new FakeChannel())).isFalse();
        frame(socket, channel, "2probe");
        frame(socket, channel, "5");

        assertThat(socket.startUpgrade(new FakeChannel())).isFalse();
    }

    @Test
    void goesOnPollingWhenTheWebSocketFails() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        frame(socket, channel, "2probe");
        socket.channelClosed(channel);
        say(socket, "4still here");

        assertThat(poll(socket).answer()).contains("4still here");
        assertThat(socket.startUpgrade(new FakeChannel())).isTrue();
    }

    @Test
    void givesAnUpgradeUpThatDoesNotComeThrough() {
        EngineSocket socket = on(new FakeChannel());
        EngineSocket polls = polling();
        FakeChannel channel = new FakeChannel();
        polls.startUpgrade(channel);
        for (int i = 0; i < 34; i++) {
            alarms.advance(300);
            poll(polls);
            post(polls, "3");
        }

        assertThat(channel.closeCode()).isEqualTo(CloseCode.PROTOCOL_ERROR);
        assertThat(isKnown(polls)).isTrue();
        assertThat(isKnown(socket)).isFalse();
    }

    @Test
    void finishesAnUpgradeThatTheLeaveCrosses() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        frame(socket, channel, "2probe");
        socket.send(OutPacket.text("4an answer"));
        socket.close(CloseCode.NORMAL, "refused");
        channel.take();
        frame(socket, channel, "5");

        assertThat(channel.take()).containsExactly("4an answer");
        assertThat(channel.closeCode()).isEqualTo(CloseCode.NORMAL);
    }

    @Test
    void refusesAWebSocketForASessionThatHasOneFromTheStart() {
        EngineSocket socket = on(new FakeChannel());

        assertThat(socket.startUpgrade(new FakeChannel())).isFalse();
    }

    @Test
    void letsNoRivalInBeforeTheWebSocketThatWasAskedForEarlier() {
        EngineSocket socket = polling();
        FakeChannel first = new FakeChannel();
        FakeChannel rival = new FakeChannel();
        socket.upgrade().expect(first);
        socket.upgrade().expect(rival);

        assertThat(socket.startUpgrade(rival)).isFalse();
        assertThat(socket.startUpgrade(first)).isTrue();
    }

    @Test
    void letsTheNextWebSocketInWhenTheOneThatWasAskedForDoesNotOpen() {
        EngineSocket socket = polling();
        FakeChannel first = new FakeChannel();
        FakeChannel second = new FakeChannel();
        socket.upgrade().expect(first);
        socket.upgrade().forget(first);

        assertThat(socket.startUpgrade(second)).isTrue();
    }

    @Test
    void answersTheProbeBeforeItClosesARival() {
        EngineSocket socket = polling();
        FakeChannel candidate = new FakeChannel();
        FakeChannel rival = new FakeChannel();
        socket.startUpgrade(candidate);
        socket.upgrade().refuse(rival);
        assertThat(rival.closes()).isZero();
        frame(socket, candidate, "2probe");
        frame(socket, candidate, "5");
        alarms.advance(100);

        assertThat(candidate.take()).containsExactly("3probe");
        assertThat(rival.closeCode()).isEqualTo(1002);
    }

    @Test
    void closesARivalAtOnceWhenTheUpgradeIsOver() {
        EngineSocket socket = on(new FakeChannel());
        FakeChannel rival = new FakeChannel();
        socket.upgrade().refuse(rival);

        assertThat(rival.closeCode()).isEqualTo(1002);
    }
}
