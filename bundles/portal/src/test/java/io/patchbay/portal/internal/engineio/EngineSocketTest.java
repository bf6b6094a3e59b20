package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The cases of the Engine.IO protocol document, and the races that it leaves open. */
class EngineSocketTest {
    private static final EngineSettings SETTINGS =
            new EngineSettings(300, 200, 100, 500, 1_000_000, 1_000, 10_000, 1_000);

    private final ManualAlarms alarms = new ManualAlarms();
    private final List<String> closed = new ArrayList<>();
    private final List<EngineSocket> opened = new ArrayList<>();
    private final EngineServer server = new EngineServer(() -> SETTINGS, () -> 10, alarms, Runnable::run, socket -> {
        opened.add(socket);
        return new Echo(socket, closed);
    });

    private EngineSocket polling() {
        FakePoll handshake = new FakePoll();
        server.open(EngineRevision.V4, handshake);
        return opened.get(opened.size() - 1);
    }

    private EngineSocket on(FakeChannel channel) {
        EngineSocket socket = server.open(EngineRevision.V4, channel);
        channel.take();
        return socket;
    }

    private static FakePoll poll(EngineSocket socket) {
        FakePoll poll = new FakePoll();
        socket.poll(poll);
        return poll;
    }

    private static Optional<EngineError> post(EngineSocket socket, String body) {
        List<Optional<EngineError>> replies = new ArrayList<>();
        if (!socket.startPost()) {
            return Optional.of(EngineError.BAD_REQUEST);
        }
        socket.post(body.getBytes(StandardCharsets.UTF_8), false, replies::add);
        return replies.get(0);
    }

    private static void frame(EngineSocket socket, FrameChannel channel, String text) {
        socket.frame(channel, text, () -> {});
    }

    private boolean isKnown(EngineSocket socket) {
        return server.find(socket.id()).isPresent();
    }

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
        assertThat(socket.startPost()).isTrue();

        assertThat(socket.startPost()).isFalse();
        assertThat(isKnown(socket)).isFalse();
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
            socket.frame(channel, "4hello", () -> order.add("next"));
            order.add("turn ends");
        });

        assertThat(order).containsExactly("turn ends", "next");
    }

    @Test
    void carriesBinaryDataOverAWebSocketAsItIs() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);

        socket.binaryFrame(channel, new byte[] {1, 2, 3, 4}, () -> {});

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
    void learnsFromAPollThatTheClientsOwnLeaveHasOvertakenThatTheLastAnswerArrived() {
        EngineSocket socket = polling();
        poll(socket);
        long number = socket.send(OutPacket.text("4told"));
        socket.flush();
        assertThat(post(socket, "1")).isEmpty();
        assertThat(closed).as("before the poll").isEmpty();
        assertThat(socket.confirmed()).isLessThan(number);

        poll(socket);

        assertThat(socket.confirmed()).isEqualTo(number);
        assertThat(closed).containsExactly("transport close");
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
        EngineSettings patient = new EngineSettings(60_000, 60_000, 100, 500, 1_000, 1_000, 10_000, 1_000);
        EngineServer slow =
                new EngineServer(() -> patient, () -> 10, alarms, Runnable::run, socket -> new Echo(socket, closed));
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
    void knowsByAPongWhatHasArrived() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        long number = socket.send(OutPacket.text("4hello"));
        socket.askReceipt();
        socket.flush();
        long later = socket.send(OutPacket.text("4later"));
        assertThat(channel.take()).containsExactly("4hello", "2");
        assertThat(socket.confirmed()).isLessThan(number);

        frame(socket, channel, "3");

        assertThat(socket.confirmed()).isBetween(number, later - 1);
    }

    @Test
    void asksAgainAsSoonAsTheAnswerIsThereIfMoreWasSentMeanwhile() {
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = on(channel);
        askReceipt(socket);
        long number = socket.send(OutPacket.text("4more"));
        askReceipt(socket);
        frame(socket, channel, "3");
        frame(socket, channel, "3");

        assertThat(channel.take()).containsExactly("2", "4more", "2");
        assertThat(socket.confirmed()).isGreaterThan(number);
    }

    private static void askReceipt(EngineSocket socket) {
        socket.askReceipt();
        socket.flush();
    }

    @Test
    void asksForEveryReceiptAtOnceWhileAllTogetherAskLittle() {
        assertThat(pingsOfTwentySeconds(500)).isEqualTo(200);
    }

    @Test
    void asksForReceiptsFromTimeToTimeWhereAllTogetherAskMuch() {
        // twenty saved up, one a second from the budget, one a second of its own
        assertThat(pingsOfTwentySeconds(1)).isBetween(40, 62);
    }

    /** The pings of a client that is told something ten times a second. */
    private int pingsOfTwentySeconds(int receiptsPerSecond) {
        EngineSettings settings =
                new EngineSettings(25_000, 20_000, 1_000, receiptsPerSecond, 1_000_000, 1_000_000, 10_000, 1_000);
        EngineServer quiet = new EngineServer(() -> settings, () -> 10, alarms, Runnable::run, Echo::new);
        FakeChannel channel = new FakeChannel();
        EngineSocket socket = quiet.open(EngineRevision.V4, channel);
        channel.take();
        int pings = 0;
        for (int i = 0; i < 200; i++) {
            alarms.advance(100);
            askReceipt(socket);
            for (String sent : channel.take()) {
                pings++;
                assertThat(sent).isEqualTo("2");
                frame(socket, channel, "3");
            }
        }
        return pings;
    }

    @Test
    void letsAllSessionsTogetherAskNoMoreThanTheyMay() {
        EngineSettings settings = new EngineSettings(25_000, 20_000, 5_000, 10, 1_000_000, 1_000_000, 10_000, 1_000);
        EngineServer busy = new EngineServer(() -> settings, () -> 300, alarms, Runnable::run, Echo::new);
        int pings = 0;
        for (int i = 0; i < 300; i++) {
            FakeChannel channel = new FakeChannel();
            EngineSocket socket = busy.open(EngineRevision.V4, channel);
            channel.take();
            askReceipt(socket);
            pings += channel.take().size();
        }

        assertThat(pings).as("twenty seconds' worth").isEqualTo(200);
    }

    @Test
    void knowsByTheNextPollWhatHasArrived() {
        EngineSocket socket = polling();
        long number = socket.send(OutPacket.text("4hello"));
        poll(socket);
        assertThat(socket.confirmed()).isLessThan(number);

        poll(socket);

        assertThat(socket.confirmed()).isEqualTo(number);
    }

    @Test
    void asksForAReceiptOfWhatWaitedWhileTheClientChangedOver() {
        EngineSocket socket = polling();
        FakeChannel channel = new FakeChannel();
        socket.startUpgrade(channel);
        frame(socket, channel, "2probe");
        channel.take();
        long number = socket.send(OutPacket.text("4hello"));
        askReceipt(socket);
        frame(socket, channel, "5");
        assertThat(channel.take()).containsExactly("4hello", "2");
        assertThat(socket.confirmed()).isLessThan(number);

        frame(socket, channel, "3");

        assertThat(socket.confirmed()).isGreaterThanOrEqualTo(number);
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
