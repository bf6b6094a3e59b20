package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.support.Threads;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObserverTest {
    private static final String KEY = "the-key-of-tickets";
    private static final long UNTIL = 4_102_444_800_000L; // in 2100

    private final FakeNode node = new FakeNode();
    private final FakeSource source = new FakeSource("state-0");
    private final SpectatorTickets tickets = new SpectatorTickets(KEY);
    private final List<AutoCloseable> open = new ArrayList<>(List.of(node, source));

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private Observer start(String... more) throws Exception {
        return start(source.url(), System.currentTimeMillis() + 3_600_000, more);
    }

    private Observer start(URI from, long endsAtMillis, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "--id",
                "observer-1",
                "--match",
                "m1",
                "--url",
                node.url().toString(),
                "--ends-at",
                String.valueOf(endsAtMillis)));
        words.addAll(List.of(more));
        Map<String, String> secrets = Map.of(
                ObserverOptions.TOKEN,
                "worker",
                ObserverOptions.SOURCE,
                from.toString(),
                ObserverOptions.SOURCE_TICKET,
                "source-ticket",
                ObserverOptions.TICKET_KEY,
                KEY);
        Observer observer = Observer.start(ObserverOptions.parse(words, secrets), Clock.systemUTC());
        open.add(0, () -> observer.end(Ending.STOPPED));
        return observer;
    }

    private Spectator spectator(Observer observer, String seat) {
        return says(observer, "{\"ticket\":\"" + tickets.issue(seat, UNTIL) + "\"}");
    }

    private Spectator says(Observer observer, String firstWord) {
        Spectator spectator = new Spectator(observer.url(), firstWord);
        open.add(0, spectator);
        return spectator;
    }

    @Test
    void showsItsTicketToTheSource() throws Exception {
        start();

        assertThat(source.firstWord()).isEqualTo("{\"ticket\":\"source-ticket\"}");
    }

    @Test
    void joinsWithMatchAndSeats() throws Exception {
        start("--seats", "7");

        assertThat(node.joins().get(0).toString())
                .contains("\"purpose\":\"observer\"", "\"matches\":[\"m1\"]", "\"seats\":7");
    }

    @Test
    void handsOnEachStateToAll() throws Exception {
        Observer observer = start();
        Spectator cid = spectator(observer, "cid");
        Spectator dan = spectator(observer, "dan");
        assertThat(cid.next()).isEqualTo("state-0");
        assertThat(dan.next()).isEqualTo("state-0");

        source.tell("state-1");
        source.tell("state-2");

        assertThat(List.of(cid.next(), cid.next())).containsExactly("state-1", "state-2");
        assertThat(List.of(dan.next(), dan.next())).containsExactly("state-1", "state-2");
    }

    @Test
    void whoComesLateGetsTheLatestState() throws Exception {
        Observer observer = start();
        Spectator cid = spectator(observer, "cid");
        cid.next();
        source.tell("state-1");
        assertThat(cid.next()).isEqualTo("state-1");

        assertThat(spectator(observer, "dan").next()).isEqualTo("state-1");
    }

    @Test
    void tellsTheNodeWhoIsThere() throws Exception {
        Observer observer = start();
        Spectator cid = spectator(observer, "cid");
        cid.next();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(node.tasks()).containsExactly("cid"));

        cid.close();

        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(node.tasks()).isEmpty());
    }

    @Test
    void joinsAgainWhereItWasForgotten() throws Exception {
        Observer observer = start();
        spectator(observer, "cid").next();

        node.forget();

        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(node.tasks()).containsExactly("cid"));
    }

    @Test
    void endsWithItsMatch() throws Exception {
        Observer observer = start();
        Spectator cid = spectator(observer, "cid");
        cid.next();
        source.tell("the end");

        source.endMatch();

        assertThat(cid.next()).isEqualTo("the end");
        assertThat(cid.closeCode()).isEqualTo(1000);
        assertThat(observer.awaitEnd()).isEqualTo(Ending.MATCH_OVER);
        assertThat(node.hasLeft()).isTrue();
    }

    @Test
    void endsWithItsSource() throws Exception {
        Observer observer = start();
        Spectator cid = spectator(observer, "cid");
        cid.next();

        source.die();

        assertThat(cid.closeCode()).isEqualTo(4002);
        assertThat(observer.awaitEnd()).isEqualTo(Ending.SOURCE_GONE);
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        Observer observer = start(source.url(), 0);

        assertThat(observer.awaitEnd()).isEqualTo(Ending.TIME_OVER);
    }

    @Test
    void endsWithTheProcessThatItWasStartedFrom() throws Exception {
        long notItsParent = ProcessHandle.current().pid();

        Observer observer = start("--parent", String.valueOf(notItsParent));

        assertThat(observer.awaitEnd()).isEqualTo(Ending.PARENT_GONE);
    }

    @Test
    void whatEndsWhileItStartsDoesNotJoin() throws Exception {
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); // connects, and says nothing
        open.add(silent);

        Observer observer = start(URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/watch"), 0);

        assertThat(observer.awaitEnd()).isEqualTo(Ending.TIME_OVER);
        assertThat(observer.hasJoined()).isFalse();
        assertThat(node.joins()).isEmpty();
    }

    @Test
    void whatHasEndedDoesNotBeginToReport() {
        Reports reports = new Reports(1, () -> Threads.timer("test"), System::nanoTime);
        reports.quit();

        reports.start(List.of(new NodeClient(node.url(), "worker", "observer-1", Map.of())));

        assertThat(reports.isTelling()).isFalse();
    }

    @Test
    void takesAStateThatComesInParts() throws Exception {
        Spectator cid = spectator(start(), "cid");
        cid.next();

        source.tellInParts("state", "-1");

        assertThat(cid.next()).isEqualTo("state-1");
    }

    @Test
    void letsNobodyInWithoutAGoodTicket() throws Exception {
        Observer observer = start();
        String late = tickets.issue("cid", 1);

        assertThat(says(observer, "{\"ticket\":\"" + late + "\"}").closeCode()).isEqualTo(4001);
        assertThat(says(observer, "{\"ticket\":\"none\"}").closeCode()).isEqualTo(4001);
        assertThat(says(observer, "no JSON").closeCode()).isEqualTo(4001);
    }

    @Test
    void spectatorsOnlyListen() throws Exception {
        Spectator cid = spectator(start(), "cid");
        cid.next();

        cid.say("{\"move\":4}");

        assertThat(cid.closeCode()).isEqualTo(4000);
    }

    @Test
    void takesNoMoreThanItHasSeats() throws Exception {
        Observer observer = start("--seats", "1");
        spectator(observer, "cid").next();

        assertThat(spectator(observer, "dan").closeCode()).isEqualTo(4004);
    }

    @Test
    void whoComesAgainTakesTheSeatOver() throws Exception {
        Observer observer = start("--seats", "1");
        Spectator first = spectator(observer, "cid");
        first.next();

        Spectator second = spectator(observer, "cid");

        assertThat(second.next()).isEqualTo("state-0");
        assertThat(first.closeCode()).isEqualTo(4009);
    }

    @Test
    void doesNotStartWithoutItsSource() {
        assertThatThrownBy(() -> start(URI.create("ws://127.0.0.1:1/watch"), UNTIL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the source cannot be reached");
        assertThat(node.joins()).isEmpty();
    }
}
