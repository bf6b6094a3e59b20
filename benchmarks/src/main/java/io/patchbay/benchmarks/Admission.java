package io.patchbay.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Tokens over HTTP, with the database as configured by default: CPU of the server for each, and an open loop of 500 a second. */
public final class Admission {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 10_000;
    private static final int AT_ONCE = 16;
    private static final double MOST_MICROS = 500;
    private static final int RATE = 500;
    private static final int SECONDS = 30;

    private Admission() {}

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    @SuppressWarnings("SystemOut") // a benchmark prints its table
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
        Path work = Files.createTempDirectory("patchbay-bench-admission");
        boolean held;
        try (ServerProcess node = ServerProcess.start(
                work.resolve("node.log"),
                List.of(
                        home.resolve("bin/patchbay").toString(),
                        "run",
                        "--port",
                        "0",
                        "--data",
                        work.resolve("data").toString()))) {
            Client client = new Client(node.url(), work.resolve("data"));
            client.closedLoop(WARM_UP);
            double before = node.cpuSeconds();
            client.closedLoop(MEASURED);
            double micros = (node.cpuSeconds() - before) * 1e6 / MEASURED;
            System.out.printf("server CPU per token     %6.0f us   at most %.0f%n", micros, MOST_MICROS);

            int errors = client.openLoop(RATE, SECONDS);
            System.out.printf("open loop %d/s, %d s     %6d errors of %d%n", RATE, SECONDS, errors, RATE * SECONDS);
            held = micros <= MOST_MICROS && errors == 0 && client.failed.get() == 0;
        }
        System.exit(held ? 0 : 1);
    }

    /** An application server that asks for tokens. */
    private static final class Client {
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private final AtomicInteger failed = new AtomicInteger();
        private final MauthRequest request;
        private final String room;

        Client(String url, Path data) throws IOException, InterruptedException {
            JsonNode service = new ObjectMapper()
                    .readTree(data.resolve("credentials.json").toFile())
                    .path("service");
            this.request = new MauthRequest(
                    url, service.path("id").asText(), service.path("key").asText());
            String made = http.send(request.post("/v1/rooms", "{\"name\":\"bench\"}"), BodyHandlers.ofString())
                    .body();
            this.room = new ObjectMapper().readTree(made).path("_id").asText();
        }

        /** A fixed number of requests under way at once. */
        void closedLoop(int tokens) throws InterruptedException {
            Semaphore free = new Semaphore(AT_ONCE);
            for (int i = 0; i < tokens; i++) {
                free.acquire();
                ask(free);
            }
            free.acquire(AT_ONCE);
        }

        /** A fixed number of requests a second, however long each takes; answers how many failed. */
        int openLoop(int rate, int seconds) throws InterruptedException {
            int before = failed.get();
            int total = rate * seconds;
            Semaphore answered = new Semaphore(0);
            long start = System.nanoTime();
            for (int i = 0; i < total; i++) {
                long due = start + TimeUnit.SECONDS.toNanos(1) * i / rate;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                ask(answered);
            }
            if (!answered.tryAcquire(total, 60, TimeUnit.SECONDS)) {
                return total - answered.availablePermits();
            }
            return failed.get() - before;
        }

        private void ask(Semaphore done) {
            Future<?> unused = http.sendAsync(
                            request.post("/v1/rooms/" + room + "/tokens", "{\"user\":\"user\",\"role\":\"presenter\"}"),
                            BodyHandlers.ofString())
                    .whenComplete((response, thrown) -> {
                        if (thrown != null || response.statusCode() != 200) {
                            failed.incrementAndGet();
                        }
                        done.release();
                    });
        }
    }
}
