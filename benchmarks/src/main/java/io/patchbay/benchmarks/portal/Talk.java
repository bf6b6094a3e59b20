package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Texts to rooms of one server, over any number of rounds whose figures are added up. {@link #closedLoop} and {@link #openLoop} are for the benchmark's thread. */
final class Talk {
    private static final long PATIENCE_SECONDS = 30;

    private final Server server;
    private final Clients clients;
    private final Logins logins;
    private final List<Member> members;
    private final int rooms;
    private final int perRoom;
    private Latencies latencies = new Latencies(); // confined to the loop's thread, like what follows
    private int[] heard = new int[0];
    private Speech speech = speaker -> {};
    private double cpuSeconds;
    private double seconds;

    /** Called when everybody has heard what a speaker has said. */
    private interface Speech {
        void heardByAll(int speaker);
    }

    Talk(Server server, Clients clients, int rooms, int perRoom) throws IOException, InterruptedException {
        this.server = server;
        this.clients = clients;
        this.logins = new Logins(server, clients);
        this.rooms = rooms;
        this.perRoom = perRoom;
        this.members = logins.gather(IntStream.range(0, rooms * perRoom)
                .mapToObj(i -> "talk-" + rooms + "-" + i % rooms)
                .toList());
        members.forEach(member -> member.onText((who, text) -> hear(text)));
    }

    /** So many members each say the next word when everybody has heard the one before. */
    void closedLoop(int speakers, long millis) throws IOException, InterruptedException {
        CountDownLatch silent = new CountDownLatch(speakers);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        measured(() -> {
            clients.loop().execute(() -> {
                heard = new int[speakers];
                speech = speaker -> {
                    if (System.nanoTime() < end) {
                        say(speaker);
                    } else {
                        silent.countDown();
                    }
                };
                for (int i = 0; i < speakers; i++) {
                    say(i);
                }
            });
            await(silent);
        });
    }

    /** So many texts a second, in one room after another, by one member after another. */
    void openLoop(int rate, long millis) throws IOException, InterruptedException {
        int count = (int) (rate * millis / 1_000);
        CountDownLatch silent = new CountDownLatch(count);
        measured(() -> {
            clients.loop().execute(() -> {
                heard = new int[members.size()];
                speech = speaker -> silent.countDown();
                sayNext(0, count, System.nanoTime(), TimeUnit.SECONDS.toNanos(1) / rate);
            });
            await(silent);
        });
    }

    private void sayNext(int said, int count, long start, long interval) {
        if (said < count) {
            clients.loop().at(start + said * interval, () -> {
                say(said % members.size());
                sayNext(said + 1, count, start, interval);
            });
        }
    }

    private void say(int speaker) {
        members.get(speaker).say("@" + System.nanoTime() + "@" + speaker + "@", () -> {});
    }

    private void hear(String text) {
        int from = text.indexOf('@') + 1;
        int middle = text.indexOf('@', from);
        latencies.add(System.nanoTime() - Long.parseLong(text, from, middle, 10));
        int speaker = Integer.parseInt(text, middle + 1, text.indexOf('@', middle + 1), 10);
        if (++heard[speaker] == perRoom) {
            heard[speaker] = 0;
            speech.heardByAll(speaker);
        }
    }

    private interface Round {
        void run() throws InterruptedException;
    }

    private void measured(Round round) throws IOException, InterruptedException {
        long started = System.nanoTime();
        double before = server.process().cpuSeconds();
        round.run();
        cpuSeconds += server.process().cpuSeconds() - before;
        seconds += (System.nanoTime() - started) / 1e9;
    }

    private void await(CountDownLatch silent) throws InterruptedException {
        if (!silent.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    server.name() + " has not delivered all of " + silent.getCount() + " texts in " + rooms + " rooms");
        }
    }

    /** Begins to count anew. */
    void forget() {
        latencies = new Latencies();
        cpuSeconds = 0;
        seconds = 0;
    }

    double deliveriesPerSecond() {
        return latencies.count() / seconds;
    }

    double microsPerDelivery() {
        return cpuSeconds * 1e6 / latencies.count();
    }

    double slowestMillis() {
        return latencies.quantile(0.99);
    }

    void end() throws InterruptedException {
        logins.disperse(members);
    }
}
