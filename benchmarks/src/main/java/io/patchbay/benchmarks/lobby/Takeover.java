package io.patchbay.benchmarks.lobby;

import io.patchbay.benchmarks.PostgreSql;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How long it takes until clients are told where to fetch resources again after the node that decided it was killed: two nodes on one
 * ZooKeeper and one PostgreSQL, with sessions of 2 s.
 */
public final class Takeover {
    private static final int ROUNDS = 5;
    private static final double MOST_SECONDS = 3;
    private static final long ASK_MILLIS = 20;
    private static final long PATIENCE_SECONDS = 60;
    private static final String QUESTION = "/lobby/v1/update?version=";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String CREDENTIALS = "credentials.json";

    private final Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
    private final Path work;
    private final int zooKeeperPort;
    private final String database;

    private Takeover(Path work, String database) throws IOException {
        this.work = work;
        this.database = database;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.zooKeeperPort = free.getLocalPort();
        }
    }

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Optional<PostgreSql> database = PostgreSql.start();
        if (database.isEmpty()) {
            System.out.println("takeover: left out, there is no PostgreSQL (Debian: postgresql)");
            return;
        }
        boolean held;
        try (PostgreSql server = database.get()) {
            held = new Takeover(Files.createTempDirectory("patchbay-bench-takeover"), server.url()).measure();
        }
        System.exit(held ? 0 : 1);
    }

    @SuppressWarnings("SystemOut") // a benchmark prints its table
    private boolean measure() throws Exception {
        List<Double> seconds = new ArrayList<>();
        try (ServerProcess zooKeeper = start(
                "zookeeper",
                "zookeeper",
                "--port",
                String.valueOf(zooKeeperPort),
                "--data",
                work.resolve("zookeeper").toString())) {
            for (int round = 0; round < ROUNDS; round++) {
                seconds.add(takeover());
            }
            System.out.printf("ZooKeeper ran at %s%n", zooKeeper.url());
        }
        Collections.sort(seconds);
        System.out.printf(
                "update checks after a kill  %6.2f s, at the latest of %d times %.2f s   at most %.0f%n",
                seconds.get(ROUNDS / 2), ROUNDS, seconds.get(ROUNDS - 1), MOST_SECONDS);
        return seconds.get(ROUNDS - 1) <= MOST_SECONDS;
    }

    /** Two nodes begin, of which the first leads and is killed. */
    private double takeover() throws Exception {
        try (ServerProcess leader = node(FIRST);
                ServerProcess standby = standby();
                ServerProcess storage = storage(leader, standby)) {
            Lobby before = new Lobby(leader.url(), data(FIRST));
            Lobby after = new Lobby(standby.url(), data(SECOND));
            publishOnce(before);
            await("the leader does not tell where " + storage.url() + " is", before, 200);
            await("the other does not send its clients to the leader", after, 307);
            leader.kill();
            long killed = System.nanoTime();
            await("the other does not answer", after, 200);
            return (System.nanoTime() - killed) / 1e9;
        }
    }

    private void publishOnce(Lobby node) throws Exception {
        Path game = data(FIRST).resolve("publish/game");
        if (Files.exists(game)) {
            return;
        }
        Files.writeString(Files.createDirectories(game).resolve("a.txt"), "a");
        await("the lobby does not start", node, 200);
        node.asAdmin("POST", "/lobby/v1/releases", Map.of("version", "1.0", "folder", game.toString()))
                .get()
                .good();
    }

    /** The second node, which has the credentials of the first. */
    private ServerProcess standby() throws IOException {
        Files.copy(
                data(FIRST).resolve(CREDENTIALS),
                Files.createDirectories(data(SECOND)).resolve(CREDENTIALS),
                StandardCopyOption.REPLACE_EXISTING);
        return node(SECOND);
    }

    /** Asks until the answer has that status. */
    private static void await(String otherwise, Lobby node, int status) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() - deadline < 0) {
            try {
                if (node.asAdmin("GET", QUESTION, "").get().status() == status) {
                    return;
                }
            } catch (ExecutionException unreachable) {
                // it is asked again
            }
            TimeUnit.MILLISECONDS.sleep(ASK_MILLIS);
        }
        throw new IllegalStateException(otherwise + " after " + PATIENCE_SECONDS + " s");
    }

    private ServerProcess node(String name) throws IOException {
        return start(
                name,
                "run",
                "--port",
                "0",
                "--node",
                name,
                "--data",
                data(name).toString(),
                "--zookeeper",
                "127.0.0.1:" + zooKeeperPort,
                "--database",
                database,
                "--set",
                "io.patchbay.coordination:sessionTimeoutMillis=2000");
    }

    private ServerProcess storage(ServerProcess leader, ServerProcess standby) throws IOException {
        return start(
                "storage",
                "storage-node",
                "--port",
                "0",
                "--url",
                leader.url() + "," + standby.url(),
                "--credentials",
                data(FIRST).resolve(CREDENTIALS).toString(),
                "--data",
                work.resolve("storage").toString());
    }

    private Path data(String name) {
        return work.resolve(name);
    }

    private ServerProcess start(String name, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/patchbay").toString()));
        command.addAll(List.of(words));
        return ServerProcess.start(work.resolve(name + ".log"), command);
    }
}
