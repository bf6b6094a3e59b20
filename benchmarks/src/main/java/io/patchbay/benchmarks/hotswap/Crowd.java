package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.Json;
import io.patchbay.benchmarks.portal.SocketClient;
import io.patchbay.benchmarks.portal.WebSocketLink;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients in rooms of four who number what they say, so that everybody notices what is missing or comes twice. {@link #send} is
 * for the loop's thread, everything else for the benchmark's.
 */
final class Crowd extends Load {
    private static final int PER_ROOM = 4;
    private static final int LOGINS_AT_ONCE = 32;
    private static final long PATIENCE_SECONDS = 60;
    private static final long SILENCE_MILLIS = 10_000;
    private static final String TICKET = "reconnectionTicket";
    private static final long HUSH_MILLIS = 1_000;
    private static final int TRY_AGAIN_LATER = 1013;

    private final SwapNode node;
    private final List<Dialect> dialects; // by the place in a room, in turns
    private final SocketClient[] clients;
    private final int[] said; // by speaker
    private final int[][] heard; // by listener, then by the speaker's place in their room
    private final String[] tickets;
    private final Set<Integer> cutOff = new HashSet<>(); // who may come back
    private int speaker;
    private int speakers = 1; // every how manieth speaks
    private long lost;
    private long doubled;
    private boolean mayBeCutOff;
    private boolean leaving;

    /** @param versions of the first in each room, the second and so on; then the first again */
    Crowd(SwapNode node, List<String> versions, int size) {
        super(node.loop());
        this.node = node;
        this.dialects = versions.stream().map(Dialect::of).toList();
        this.tickets = new String[size];
        this.clients = new SocketClient[size];
        this.said = new int[size];
        this.heard = new int[size][PER_ROOM];
    }

    /** Everybody logs in. */
    void gather(String name) throws IOException, InterruptedException {
        List<String> rooms = IntStream.range(0, clients.length)
                .mapToObj(i -> name + "-" + i / PER_ROOM)
                .toList();
        List<String> fresh = node.logins(rooms);
        List<String> logins = IntStream.range(0, clients.length)
                .mapToObj(i -> dialectOf(i).login(fresh.get(i)))
                .toList();
        CountDownLatch out = new CountDownLatch(clients.length);
        loop().execute(() -> {
            for (int i = 0; i < LOGINS_AT_ONCE; i++) {
                logIn(i, logins, out);
            }
        });
        if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    out.getCount() + " clients are not in: " + Asked.of(loop(), () -> tally().examples()));
        }
    }

    private void logIn(int index, List<String> logins, CountDownLatch out) {
        if (index >= clients.length) {
            return;
        }
        clients[index] = new SocketClient(
                listener -> new WebSocketLink(loop(), node.address(), listener),
                "40",
                opened -> opened.request("login", logins.get(index), told -> {
                    if (told.startsWith(dialectOf(index).ok())) {
                        tickets[index] = told.contains(TICKET) ? Json.string(told, TICKET) : "";
                        out.countDown();
                    } else {
                        tally().note("a login was answered with " + told);
                    }
                    logIn(index + LOGINS_AT_ONCE, logins, out);
                }),
                why -> closed(index, why));
        clients[index].onEvent(event -> hear(index, event));
    }

    private Dialect dialectOf(int index) {
        return dialects.get(index % PER_ROOM % dialects.size());
    }

    /** From now on only the first in each room speaks, and the others may be cut off, if they may come back; none of them waits for an answer any more. */
    void hush() throws InterruptedException {
        loop().execute(() -> {
            speaker = 0;
            speakers = PER_ROOM;
            mayBeCutOff = true;
        });
        TimeUnit.MILLISECONDS.sleep(HUSH_MILLIS);
    }

    /** How many speak that version. */
    int countOf(String version) {
        return (int) IntStream.range(0, clients.length)
                .filter(i -> dialectOf(i).version().equals(version))
                .count();
    }

    /** How many are cut off now, and may come back. */
    int countCutOff() throws InterruptedException {
        return Asked.of(loop(), cutOff::size);
    }

    /** Those who are cut off come back with their tickets; false if one is not let in. */
    boolean comeBack() throws InterruptedException {
        CountDownLatch out = new CountDownLatch(countCutOff());
        loop().execute(() -> {
            mayBeCutOff = false;
            cutOff.forEach(index -> comeBack(index, out));
            cutOff.clear();
        });
        return out.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void comeBack(int index, CountDownLatch out) {
        clients[index] = new SocketClient(
                listener -> new WebSocketLink(loop(), node.address(), listener),
                "40",
                opened -> opened.request("relogin", "\"" + tickets[index] + "\"", told -> {
                    if (told.startsWith(dialectOf(index).ok())) {
                        out.countDown();
                    } else {
                        tally().note("a return was answered with " + told);
                    }
                }),
                why -> closed(index, why));
        clients[index].onEvent(event -> hear(index, event));
    }

    private void closed(int index, String why) {
        if (mayBeCutOff && why.startsWith("closed with " + TRY_AGAIN_LATER)) {
            cutOff.add(index);
        } else if (!leaving) {
            tally().drop("client " + index + " was cut off: " + why);
        }
    }

    @Override
    void send(Tally.Request request) {
        int who = speaker++ * speakers % clients.length;
        Dialect dialect = dialectOf(who);
        String text = "@" + who + "@" + said[who]++ + "@";
        clients[who].request(dialect.textEvent(), dialect.text(text), told -> {
            if (told.startsWith(dialect.ok())) {
                request.succeed();
            } else {
                request.fail("a text was answered with " + told);
            }
        });
    }

    private void hear(int listener, String event) {
        if (!event.startsWith(dialectOf(listener).textArrives())) {
            return;
        }
        int from = event.indexOf('@') + 1;
        int middle = event.indexOf('@', from);
        int who = Integer.parseInt(event, from, middle, 10);
        int number = Integer.parseInt(event, middle + 1, event.indexOf('@', middle + 1), 10);
        int expected = heard[listener][who % PER_ROOM];
        if (number < expected) {
            doubled++;
        } else {
            lost += number - expected;
            heard[listener][who % PER_ROOM] = number + 1;
        }
    }

    /** Waits until everybody has heard everything, or it is clear that somebody will not. */
    void awaitSilence() throws InterruptedException {
        Asked.until(SILENCE_MILLIS, () -> {
            try {
                return Asked.of(loop(), () -> tally().open() == 0 && unheard() == 0);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return true;
            }
        });
    }

    private long unheard() {
        long unheard = 0;
        for (int who = 0; who < said.length; who++) {
            int room = who / PER_ROOM * PER_ROOM;
            for (int listener = room; listener < Math.min(room + PER_ROOM, said.length); listener++) {
                unheard += said[who] - heard[listener][who % PER_ROOM];
            }
        }
        return unheard;
    }

    /** Texts that somebody has not heard. */
    @Override
    long lost() {
        return lost + unheard();
    }

    /** Texts that somebody has heard again. */
    @Override
    long doubled() {
        return doubled;
    }

    @Override
    void disperse() throws InterruptedException {
        Asked.of(loop(), () -> {
            leaving = true;
            for (SocketClient client : clients) {
                client.leave();
            }
            return true;
        });
    }
}
