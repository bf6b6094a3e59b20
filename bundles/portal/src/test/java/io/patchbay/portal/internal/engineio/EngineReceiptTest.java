package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** How the server learns what has arrived. */
class EngineReceiptTest extends EngineCase {
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
        // twenty saved up, and three a second: five without the two that ten notifications count as
        assertThat(pingsOfTwentySeconds(1)).isBetween(75, 90);
    }

    /** The pings of a client that is told something ten times a second. */
    private int pingsOfTwentySeconds(int receiptsPerSecond) {
        EngineSettings settings = new EngineSettings(
                25_000, 20_000, 1_000, receiptsPerSecond, 1_000_000, 65_536, 1_000_000, 10_000, 1_000);
        EngineServer quiet = new EngineServer(
                () -> settings, () -> 10, new InputBudget(() -> 1_000_000), alarms, Runnable::run, Echo::new);
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
    void asksMoreOftenWhereLittleIsGoingOn() {
        assertThat(askedInASecondAfterABurst(0)).as("2,500 a second").isBetween(2_400, 2_700);
    }

    @Test
    void asksForTheLeastWhereMuchIsGoingOn() {
        assertThat(askedInASecondAfterABurst(20_000)).isBetween(500, 600);
    }

    /** How many early pings there are in the second after everything saved up was used, while so much is told. */
    private int askedInASecondAfterABurst(int told) {
        ReceiptBudget budget = new ReceiptBudget();
        while (budget.take(alarms.now(), 500)) {
            alarms.advance(0);
        }
        int taken = 0;
        for (int i = 0; i < 100; i++) {
            for (int one = 0; one < told / 100; one++) {
                budget.tell();
            }
            alarms.advance(10);
            while (budget.take(alarms.now(), 500)) {
                taken++;
            }
        }
        return taken;
    }

    @Test
    void letsAllSessionsTogetherAskNoMoreThanTheyMay() {
        EngineSettings settings =
                new EngineSettings(25_000, 20_000, 5_000, 10, 1_000_000, 65_536, 1_000_000, 10_000, 1_000);
        EngineServer busy = new EngineServer(
                () -> settings, () -> 300, new InputBudget(() -> 1_000_000), alarms, Runnable::run, Echo::new);
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
}
