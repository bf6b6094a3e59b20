package io.patchbay.benchmarks.lobby;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The update of a game's resources: CPU of the server for each check, of a client that is current and of one that is not; and CPU of a
 * storage node for each gigabyte, beside nginx with the same file in the same run.
 */
public final class UpdateBenchmark {
    private static final int WARM_UP = 15_000;
    private static final int MEASURED = 5_000;
    private static final double MOST_MICROS = 200;
    private static final double MOST_TIMES_NGINX = 2;
    private static final int FILE_MEGABYTES = 64;
    private static final int SMALL_FILES = 20;
    private static final int ROUNDS = 5;
    private static final int FILES_A_ROUND = 16;
    private static final double GIGABYTES_A_ROUND = FILE_MEGABYTES * FILES_A_ROUND / 1024.0;

    private final Path home = Path.of(System.getProperty("patchbay.home")).toAbsolutePath();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path work;

    private UpdateBenchmark(Path work) {
        this.work = work;
    }

    /**
     * Measures and prints.
     *
     * @param arguments none; the system property {@code patchbay.home} names the distribution
     */
    public static void main(String[] arguments) throws Exception {
        System.exit(new UpdateBenchmark(Files.createTempDirectory("patchbay-bench-update")).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        List<String> patchbay = List.of(home.resolve("bin/patchbay").toString());
        Path data = work.resolve("data");
        try (ServerProcess node = start("node", patchbay, "run", "--port", "0", "--data", data.toString());
                ServerProcess storage = storage("storage-1", node, data);
                ServerProcess other = storage("storage-2", node, data)) {
            String hash = publish(node, data);
            JsonNode update = awaitEndpoints(node);
            double current = micros(node, "2.0");
            double outdated = micros(node, "1.0");
            print("server CPU per check, current   %6.0f us   at most %.0f%n", current, MOST_MICROS);
            print(
                    "server CPU per check, outdated  %6.0f us   at most %.0f; %d files of %d bytes of JSON, two endpoints%n",
                    outdated,
                    MOST_MICROS,
                    update.path("fetch").size(),
                    update.toString().length());
            boolean sent = transfers(storage, hash);
            print("storage nodes ran at %s and %s%n", storage.url(), other.url());
            return sent && current <= MOST_MICROS && outdated <= MOST_MICROS;
        }
    }

    private boolean transfers(ServerProcess storage, String hash) throws Exception {
        Path content = work.resolve("storage-1/content");
        if (!Files.isExecutable(Path.of("/usr/sbin/nginx"))) {
            print("file transfer: left out, there is no nginx (Debian: nginx-light)%n");
            return true;
        }
        try (Nginx nginx = Nginx.start(work, content)) {
            String ours = storage.url() + "/files/" + hash;
            String theirs = nginx.url() + "/" + hash.substring(0, 2) + "/" + hash;
            fetch(ours);
            fetch(theirs);
            List<Double> own = new ArrayList<>();
            List<Double> peer = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double before = storage.cpuSeconds();
                fetch(ours);
                own.add(storage.cpuSeconds() - before);
                before = nginx.cpuSeconds();
                fetch(theirs);
                peer.add(nginx.cpuSeconds() - before);
            }
            double ownMillis = median(own) * 1000 / GIGABYTES_A_ROUND;
            double peerMillis = median(peer) * 1000 / GIGABYTES_A_ROUND;
            print(
                    "CPU per GB, storage node        %6.0f ms   nginx %.0f ms: %.2f times, at most %.0f%n",
                    ownMillis, peerMillis, ownMillis / peerMillis, MOST_TIMES_NGINX);
            return ownMillis <= MOST_TIMES_NGINX * peerMillis;
        }
    }

    /** By curl, so that whoever receives costs the same for both. */
    private static void fetch(String url) throws IOException, InterruptedException {
        for (int i = 0; i < FILES_A_ROUND; i++) {
            Process curl = new ProcessBuilder("curl", "-sf", "-o", "/dev/null", url).start();
            if (!curl.waitFor(60, TimeUnit.SECONDS) || curl.exitValue() != 0) {
                throw new IOException("curl could not fetch " + url);
            }
        }
    }

    private double micros(ServerProcess node, String version) throws IOException, InterruptedException {
        check(node, version, WARM_UP);
        double before = node.cpuSeconds();
        check(node, version, MEASURED);
        return (node.cpuSeconds() - before) * 1e6 / MEASURED;
    }

    private void check(ServerProcess node, String version, int times) throws IOException, InterruptedException {
        HttpRequest request = question(node, version);
        for (int i = 0; i < times; i++) {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("a check was answered " + status);
            }
        }
    }

    private JsonNode awaitEndpoints(ServerProcess node) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() - deadline < 0) {
            JsonNode answer = new ObjectMapper()
                    .readTree(http.send(question(node, "1.0"), BodyHandlers.ofString())
                            .body());
            if (answer.path("endpoints").size() == 2) {
                return answer;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IOException("two storage nodes were not there after a minute");
    }

    private static HttpRequest question(ServerProcess node, String version) {
        return HttpRequest.newBuilder(URI.create(node.url() + "/lobby/v1/update?version=" + version + "&region=north"))
                .build();
    }

    /** Two releases; @return the hash of the large file */
    private String publish(ServerProcess node, Path data) throws IOException, InterruptedException {
        Path game = Files.createDirectories(work.resolve("game"));
        byte[] large = new byte[FILE_MEGABYTES * 1024 * 1024];
        new Random(1).nextBytes(large);
        Files.write(game.resolve("large.bin"), large);
        for (String version : List.of("1.0", "2.0")) {
            for (int i = 0; i < SMALL_FILES; i++) {
                Files.writeString(game.resolve("file-" + i), version + " " + i);
            }
            command("releases", "publish", version, game.toString(), "--url", node.url(), "--data", data.toString());
        }
        return hashOf(large);
    }

    private static String hashOf(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private ServerProcess storage(String name, ServerProcess node, Path data) throws IOException {
        return start(
                name,
                List.of(home.resolve("bin/patchbay").toString()),
                "storage-node",
                "--port",
                "0",
                "--url",
                node.url(),
                "--credentials",
                data.resolve("credentials.json").toString(),
                "--region",
                "north",
                "--max-mbit",
                "100000",
                "--data",
                work.resolve(name).toString());
    }

    private ServerProcess start(String name, List<String> command, String... more) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(more));
        return ServerProcess.start(work.resolve(name + ".log"), whole);
    }

    private void command(String... words) throws IOException, InterruptedException {
        List<String> whole =
                new ArrayList<>(List.of(home.resolve("bin/patchbay").toString()));
        whole.addAll(List.of(words));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("command.log").toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", words) + " failed; see " + work.resolve("command.log"));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"}) // a benchmark prints its table
    private static void print(String format, Object... values) {
        System.out.printf(format, values);
    }
}
