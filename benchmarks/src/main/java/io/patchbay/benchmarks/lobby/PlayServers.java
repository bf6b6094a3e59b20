package io.patchbay.benchmarks.lobby;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.benchmarks.lobby.Lobby.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Play servers that let players in, have them play for a moment, and report, each by HTTP as a real one. They count for themselves who
 * sits where. Thread-safe.
 */
final class PlayServers implements AutoCloseable {
    private static final long REPORT_MILLIS = 250;

    /** One server. */
    private static final class Server {
        private final String id;
        private final AtomicInteger sitting = new AtomicInteger();
        private final ConcurrentLinkedQueue<String> pickedUp = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> laidDown = new ConcurrentLinkedQueue<>();

        Server(String id) {
            this.id = id;
        }
    }

    private final Lobby lobby;
    private final int seats;
    private final long playMillis;
    private final Map<String, Server> servers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final AtomicInteger doubled = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    PlayServers(Lobby lobby, int count, int seats, long playMillis) {
        this.lobby = lobby;
        this.seats = seats;
        this.playMillis = playMillis;
        for (int number = 0; number < count; number++) {
            Server server = new Server("play-" + number);
            servers.put(server.id, server);
            lobby.asWorker(
                            "PUT",
                            "/cluster/v1/workers/" + server.id,
                            Map.of(
                                    "purpose",
                                    "play",
                                    "load",
                                    0,
                                    "info",
                                    Map.of("ip", "127.0.0.1", "port", 7_000 + number, "maxLoad", 1, "seats", seats)))
                    .join()
                    .good();
            Future<?> unused = timer.scheduleWithFixedDelay(
                    () -> report(server), REPORT_MILLIS * number / count, REPORT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A player comes; @return whether it was let in, and at once whether there was no seat for it */
    CompletableFuture<Boolean> arrive(String id, String token) {
        Server server = servers.get(id);
        return lobby.asWorker("POST", "/lobby/v1/matches/redeem", Map.of("worker", id, "token", token))
                .thenApply(reply -> reply.status() == 200
                        && sits(server, reply.body().path("start").asText()));
    }

    /** How many players were let in to whom no seat was left. */
    int doubled() {
        return doubled.get();
    }

    /** How many reports were refused. */
    int failed() {
        return failed.get();
    }

    /** How many seats the node takes for taken, once all players are gone; asked again for a while. */
    int lost() throws InterruptedException {
        int taken = Integer.MAX_VALUE;
        for (int attempt = 0; attempt < 60 && taken != 0; attempt++) {
            Thread.sleep(1_000);
            taken = 0;
            JsonNode answer = lobby.asWorker("GET", "/cluster/v1/workers?purpose=play", "")
                    .join()
                    .good();
            for (JsonNode worker : answer.path("workers")) {
                taken += worker.path("seatsTaken").asInt();
            }
        }
        return taken;
    }

    private boolean sits(Server server, String start) {
        if (server.sitting.incrementAndGet() > seats) {
            doubled.incrementAndGet();
        }
        server.pickedUp.add(start);
        Future<?> unused = timer.schedule(() -> server.laidDown.add(start), playMillis, TimeUnit.MILLISECONDS);
        return true;
    }

    private void report(Server server) {
        List<String> gone = drain(server.laidDown);
        server.sitting.addAndGet(-gone.size()); // before the node knows, which gives the seats away
        List<String> come = drain(server.pickedUp);
        Reply reply = lobby.asWorker(
                        "POST",
                        "/cluster/v1/workers/" + server.id + "/report",
                        Map.of("load", 0, "pickedUp", come, "laidDown", gone))
                .join();
        if (reply.status() != 200) {
            failed.incrementAndGet();
        }
    }

    private static List<String> drain(ConcurrentLinkedQueue<String> queue) {
        List<String> all = new ArrayList<>();
        for (String next = queue.poll(); next != null; next = queue.poll()) {
            all.add(next);
        }
        return all;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
