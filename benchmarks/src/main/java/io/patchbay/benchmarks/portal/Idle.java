package io.patchbay.benchmarks.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Clients that are logged in and say nothing: memory for each, and whether they take threads. */
final class Idle implements Case {
    private static final int CONNECTIONS = 15_000;
    private static final int PER_ROOM = 10;
    private static final double MOST_KILOBYTES = 20;
    private static final int MOST_THREADS = 8; // that pools may happen to add
    private static final long SETTLE_MILLIS = 5_000;

    private record Cost(double kilobytes, int threadsBefore, int threadsAfter) {}

    @Override
    public void run(Bench bench, Transport transport) throws IOException, InterruptedException {
        int count = bench.scaled(CONNECTIONS);
        Cost node = cost(bench, bench.node(), transport, count);
        Cost peer = cost(bench, bench.peer(), transport, count);
        String what = String.format("%,d idle, ", count);
        bench.table().atMost(transport, what + "KB each", node.kilobytes(), peer.kilobytes(), MOST_KILOBYTES);
        bench.table()
                .atMost(
                        transport,
                        what + "threads (" + node.threadsBefore() + " before)",
                        node.threadsAfter(),
                        peer.threadsAfter(),
                        node.threadsBefore() + MOST_THREADS);
    }

    private static Cost cost(Bench bench, Server server, Transport transport, int count)
            throws IOException, InterruptedException {
        Logins logins = new Logins(server, bench.clients(server, transport));
        List<String> rooms =
                IntStream.range(0, count).mapToObj(i -> "idle-" + i / PER_ROOM).toList();
        logins.disperse(logins.gather(rooms.subList(0, Math.min(rooms.size(), 100 * PER_ROOM)))); // to warm up
        Thread.sleep(SETTLE_MILLIS);
        int threadsBefore = threads(server);
        double before = server.memory().total();
        List<Member> members = logins.gather(rooms);
        Thread.sleep(SETTLE_MILLIS);
        double used = server.memory().total() - before;
        Cost cost = new Cost(used / 1_024 / count, threadsBefore, threads(server));
        logins.disperse(members);
        return cost;
    }

    private static int threads(Server server) throws IOException {
        try (Stream<Path> tasks =
                Files.list(Path.of("/proc", String.valueOf(server.process().pid()), "task"))) {
            return (int) tasks.count();
        }
    }
}
