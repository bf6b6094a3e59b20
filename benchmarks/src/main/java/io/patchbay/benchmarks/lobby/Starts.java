package io.patchbay.benchmarks.lobby;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.benchmarks.ServerProcess;
import io.patchbay.benchmarks.lobby.Lobby.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts into play servers, an open loop of 500 a second for 20 s over HTTP: from the wish to play to the seat. No seat may be given
 * twice, and none may stay taken once everybody is gone.
 */
public final class Starts {
    private static final int RATE = 500;
    private static final int SECONDS = 20;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SERVERS = 100;
    private static final int SEATS = 12;
    private static final long PLAY_MILLIS = 1_000;
    private static final int PLAYERS = 200;

    private final Lobby lobby;
    private final PlayServers servers;
    private final BlockingQueue<String> idle = new LinkedBlockingQueue<>(); // tokens of players
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger waited = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    private Starts(Lobby lobby, PlayServers servers) {
        this.lobby = lobby;
        this.servers = servers;
    }

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-starts");
        Path data = work.resolve("data");
        boolean held;
        try (ServerProcess node = ServerProcess.start(
                work.resolve("node.log"),
                List.of(home.resolve("bin/patchbay").toString(), "run", "--port", "0", "--data", data.toString()))) {
            Lobby lobby = new Lobby(node.url(), data);
            try (PlayServers servers = new PlayServers(lobby, SERVERS, SEATS, PLAY_MILLIS)) {
                Starts starts = new Starts(lobby, servers);
                starts.logIn();
                starts.openLoop(WARM_UP_SECONDS);
                double before = node.cpuSeconds();
                long[] micros = starts.openLoop(SECONDS);
                double cpu = (node.cpuSeconds() - before) * 1e6 / micros.length;
                Arrays.sort(micros);
                int lost = servers.lost();
                System.out.printf(
                        "starts %d/s into %d servers, %d s: %d, %d failed, %d waited in the line%n",
                        RATE, SERVERS, SECONDS, micros.length, starts.failed.get(), starts.waited.get());
                System.out.printf("seats given twice        %6d   at most 0%n", servers.doubled());
                System.out.printf("seats lost               %6d   at most 0%n", lost);
                System.out.printf(
                        "from wish to seat        %6.1f ms median, %.1f ms p99%n",
                        micros[micros.length / 2] / 1e3, micros[micros.length * 99 / 100] / 1e3);
                System.out.printf("server CPU per start     %6.0f us, with its redemption and reports%n", cpu);
                held = servers.doubled() == 0 && lost == 0 && starts.failed.get() == 0 && servers.failed() == 0;
            }
        }
        System.exit(held ? 0 : 1);
    }

    private void logIn() {
        Semaphore few = new Semaphore(2); // whose passwords wait for longer than 2 s is refused
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int number = 0; number < PLAYERS; number++) {
            Map<String, String> who = Map.of("id", "player-" + number, "password", "correct horse " + number);
            few.acquireUninterruptibly();
            all.add(lobby.asAdmin("POST", "/lobby/v1/accounts", who)
                    .thenCompose(made -> {
                        made.good();
                        return lobby.send("POST", "/lobby/v1/login", who, "", Map.of());
                    })
                    .thenAccept(in -> idle.add(in.good().path("token").asText()))
                    .whenComplete((done, thrown) -> few.release()));
        }
        all.forEach(CompletableFuture::join);
    }

    /** Starts at a fixed rate; answers how long each took, in microseconds. */
    private long[] openLoop(int seconds) throws InterruptedException {
        int total = RATE * seconds;
        AtomicLongArray micros = new AtomicLongArray(total);
        Semaphore done = new Semaphore(0);
        long begin = System.nanoTime();
        for (int number = 0; number < total; number++) {
            long due = begin + TimeUnit.SECONDS.toNanos(1) * number / RATE;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int index = number;
            String player = idle.take();
            CompletableFuture<Void> unused = start(player).handle((let, thrown) -> {
                if (thrown != null || !let) {
                    failed.incrementAndGet();
                }
                micros.set(index, (System.nanoTime() - due) / 1_000);
                idle.add(player);
                done.release();
                return null;
            });
        }
        done.acquire(total);
        long[] all = new long[total];
        Arrays.setAll(all, micros::get);
        return all;
    }

    private CompletableFuture<Boolean> start(String player) {
        Map<String, String> key = Map.of("Idempotency-Key", "start-" + numbers.incrementAndGet());
        return lobby.send("POST", "/lobby/v1/start", Map.of("mode", "duel"), player, key)
                .thenCompose(reply -> follow(player, reply, true));
    }

    private CompletableFuture<Boolean> follow(String player, Reply reply, boolean first) {
        JsonNode body = reply.good();
        if (body.path("state").asText().equals("reserved")) {
            return servers.arrive(
                    body.path("server").asText(), body.path("playToken").asText());
        }
        if (first) {
            waited.incrementAndGet();
        }
        String poll = "/lobby/v1/start/" + body.path("start").asText() + "?waitMillis=8000&after="
                + body.path("position").asInt();
        return lobby.send("GET", poll, "", player, Map.of()).thenCompose(next -> follow(player, next, false));
    }
}
