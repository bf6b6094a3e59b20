package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/** Somebody comes back and hears what was said meanwhile: the time from the new connection to the last text. */
final class Replay implements Case {
    private static final int TEXTS = 1_000;
    private static final int UNANSWERED = 16;
    private static final int RUNS = 21;
    private static final double MOST_MILLIS = 50;
    private static final double[] NOT_MEASURED =
            DoubleStream.generate(() -> Double.NaN).limit(RUNS).toArray();
    private static final long RECEIPT_MILLIS = 1_500;
    private static final long PATIENCE_SECONDS = 30;

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        double[] node = millis(bench, bench.node(), transport);
        // the peer may notice the end of a poll by a missing answer to its ping only, half a minute later
        double[] peer = transport == Transport.WEBSOCKET ? millis(bench, bench.peer(), transport) : NOT_MEASURED;
        String what = String.format("replay of %,d texts, ", TEXTS);
        bench.table().atMost(transport, what + "ms, median", node[RUNS / 2], peer[RUNS / 2], MOST_MILLIS);
        bench.table()
                .tell(
                        transport,
                        what + "ms, slowest of " + RUNS,
                        Table.number(node[RUNS - 1]),
                        Table.number(peer[RUNS - 1]));
    }

    /** Of each run, the fastest first. */
    private static double[] millis(Bench bench, Server server, Transport transport)
            throws IOException, InterruptedException {
        Clients clients = bench.clients(server, transport);
        Logins logins = new Logins(server, clients);
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            List<Member> both = logins.gather(List.of("replay-" + i, "replay-" + i));
            millis[i] = once(clients, both.get(0), both.get(1));
            logins.disperse(both);
        }
        Arrays.sort(millis);
        return millis;
    }

    private static double once(Clients clients, Member away, Member speaker) throws InterruptedException {
        int[] heard = {0};
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(TEXTS);
        away.onText((member, text) -> {
            first.countDown();
            if (++heard[0] == TEXTS + 1) {
                all.countDown();
            }
        });
        clients.loop().execute(() -> speaker.say("before", () -> {}));
        await(first);
        Thread.sleep(RECEIPT_MILLIS);
        clients.loop().execute(() -> {
            away.cut();
            int[] next = {0};
            for (int i = 0; i < UNANSWERED; i++) {
                sayNext(speaker, next, said);
            }
        });
        await(said);
        long started = System.nanoTime();
        clients.loop().execute(() -> away.comeBack(() -> {}));
        await(all);
        return (System.nanoTime() - started) / 1e6;
    }

    private static void sayNext(Member speaker, int[] next, CountDownLatch said) {
        if (next[0] < TEXTS) {
            speaker.say("text " + next[0]++, () -> {
                said.countDown();
                sayNext(speaker, next, said);
            });
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a text did not arrive within " + PATIENCE_SECONDS + " s");
        }
    }
}
