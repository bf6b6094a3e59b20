package io.patchbay.benchmarks.hotswap;

import io.patchbay.benchmarks.portal.SocketClient;
import io.patchbay.benchmarks.portal.WebSocketLink;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Clients in rooms of four who number what they say, so that everybody notices what is missing or comes twice. {@link #gather},
 * {@link #awaitSilence} and {@link #disperse} are for the benchmark's thread.
 */
final class Crowd extends Load {
    private static final int PER_ROOM = 4;
    private static final int LOGINS_AT_ONCE = 32;
    private static final long PATIENCE_SECONDS = 60;
    private static final long SILENCE_MILLIS = 10_000;

    private final SwapNode node;
    private final Dialect dialect;
    private final SocketClient[] clients;
    private final int[] said; // by speaker
    private final int[][] heard; // by listener, then by the speaker's place in their room
    private int speaker;
    private long lost;
    private long doubled;
    private boolean leaving;

    Crowd(SwapNode node, String version, int size) {
        super(node.loop());
        this.node = node;
        this.dialect = Dialect.of(version);
        this.clients = new SocketClient[size];
        this.said = new int[size];
        this.heard = new int[size][PER_ROOM];
    }

    /** Everybody logs in. */
    void gather(String name) throws IOException, InterruptedException {
        List<String> rooms = IntStream.range(0, clients.length)
                .mapToObj(i -> name + "-" + i / PER_ROOM)
                .toList();
        List<String> logins = node.logins(rooms).stream().map(dialect::login).toList();
        CountDownLatch out = new CountDownLatch(clients.length);
        loop().execute(() -> {
            for (int i = 0; i < LOGINS_AT_ONCE; i++) {
                logIn(i, logins, out);
            }
        });
        if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(out.getCount() + " clients of version " + dialect.version()
                    + " are not in: " + Asked.of(loop(), () -> tally().examples()));
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
                    if (told.startsWith(dialect.ok())) {
                        out.countDown();
                    } else {
                        tally().note("a login was answered with " + told);
                    }
                    logIn(index + LOGINS_AT_ONCE, logins, out);
                }),
                why -> closed(index, why));
        clients[index].onEvent(event -> hear(index, event));
    }

    private void closed(int index, String why) {
        if (!leaving) {
            tally().drop("client " + index + " was cut off: " + why);
        }
    }

    @Override
    void send(Tally.Request request) {
        int who = speaker++ % clients.length;
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
        if (!event.startsWith(dialect.textArrives())) {
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
    long lost() {
        return lost + unheard();
    }

    /** Texts that somebody has heard again. */
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
