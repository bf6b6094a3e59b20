package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Gets clients in and out of a server, so many at once. Used by the benchmark's thread. */
final class Logins {
    private static final int AT_ONCE = 32;
    private static final int BATCH = 2_000; // tokens have a short life
    private static final int CHURN_ROOMS = 100;
    private static final long PATIENCE_SECONDS = 300;

    /** One step of a client, which tells when it is done. */
    private interface Step {
        void run(int index, Runnable done);
    }

    private final Server server;
    private final Clients clients;

    Logins(Server server, Clients clients) {
        this.server = server;
        this.clients = clients;
    }

    /** Logs somebody in for each name of a room. */
    List<Member> gather(List<String> rooms) throws IOException, InterruptedException {
        List<Member> members = new ArrayList<>();
        for (int from = 0; from < rooms.size(); from += BATCH) {
            List<String> data = server.logins(rooms.subList(from, Math.min(rooms.size(), from + BATCH)));
            Member[] batch = new Member[data.size()];
            closedLoop(data.size(), (i, done) -> {
                batch[i] = new Member(server, clients);
                batch[i].login(data.get(i), done);
            });
            members.addAll(Arrays.asList(batch));
        }
        return members;
    }

    /** Logs everybody out. */
    void disperse(List<Member> members) throws InterruptedException {
        closedLoop(members.size(), (i, done) -> members.get(i).logout(done));
    }

    /** Logs in and out again so many times; answers the seconds of the server's CPU that took. */
    double churn(int count) throws IOException, InterruptedException {
        double seconds = 0;
        for (int from = 0; from < count; from += BATCH) {
            int size = Math.min(BATCH, count - from);
            List<String> data = server.logins(IntStream.range(0, size)
                    .mapToObj(i -> "churn-" + i % CHURN_ROOMS)
                    .toList());
            double before = server.process().cpuSeconds();
            closedLoop(size, (i, done) -> {
                Member member = new Member(server, clients);
                member.login(data.get(i), () -> member.logout(done));
            });
            seconds += server.process().cpuSeconds() - before;
        }
        return seconds;
    }

    private void closedLoop(int count, Step step) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(count);
        int[] next = {0};
        clients.loop().execute(() -> {
            for (int i = 0; i < AT_ONCE; i++) {
                advance(step, count, next, left);
            }
        });
        if (!left.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " of " + count + " clients have not done their step");
        }
    }

    private static void advance(Step step, int count, int[] next, CountDownLatch left) {
        if (next[0] < count) {
            step.run(next[0]++, () -> {
                left.countDown();
                advance(step, count, next, left);
            });
        }
    }
}
