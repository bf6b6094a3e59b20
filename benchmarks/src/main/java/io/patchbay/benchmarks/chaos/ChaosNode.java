package io.patchbay.benchmarks.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.JobsClient;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A node in a process of its own, with handlers that do nothing. Confined to the storm's thread. */
final class ChaosNode implements AutoCloseable {
    private static final int SESSION_MILLIS = 1500;
    private static final Pattern REAL_HANDLERS = Pattern.compile("(handlers-openstack|volumes)-.*");

    private final Path home;
    private final Path folder;
    private final Wire wire;
    private final int taskMillis;
    private ServerProcess process;
    private JobsClient jobs;

    /** Starts one; it is ready when this returns. */
    ChaosNode(Path home, Path folder, Wire wire, String election, int taskMillis) throws IOException {
        this.home = home;
        this.folder = folder;
        this.wire = wire;
        this.taskMillis = taskMillis;
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        for (Path from : List.of(home.resolve("plugins"), home.resolve("lib/recovery"))) {
            try (Stream<Path> jars = Files.list(from)) {
                for (Path jar : jars.toList()) {
                    if (!REAL_HANDLERS.matcher(jar.getFileName().toString()).matches()) {
                        Files.copy(jar, plugins.resolve(jar.getFileName()));
                    }
                }
            }
        }
        elect(election);
        start();
    }

    /** Has tasks be elected another way from now on; a running node reads it. */
    void elect(String election) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Path part = Files.writeString(conf.resolve("migrator.part"), "{\"election\":\"" + election + "\"}");
        Files.move(
                part,
                conf.resolve("io.patchbay.migrator.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void start() throws IOException {
        process = ServerProcess.start(
                folder.resolve("node.log"),
                List.of(
                        home.resolve("bin/patchbay").toString(),
                        "run",
                        "--port",
                        "0",
                        "--node",
                        folder.getFileName().toString(),
                        "--data",
                        folder.resolve("data").toString(),
                        "--plugins",
                        folder.resolve("plugins").toString(),
                        "--conf",
                        folder.resolve("conf").toString(),
                        "--zookeeper",
                        wire.address(),
                        "--set",
                        "io.patchbay.coordination:sessionTimeoutMillis=" + SESSION_MILLIS,
                        "--set",
                        "io.patchbay.handlers.noop:delayMillis=" + taskMillis));
        JsonNode credentials = new ObjectMapper()
                .readTree(folder.resolve("data/credentials.json").toFile());
        jobs = new JobsClient(
                process.url(), credentials.path("admin").path("token").asText());
    }

    String name() {
        return folder.getFileName().toString();
    }

    Wire wire() {
        return wire;
    }

    JobsClient jobs() {
        return jobs;
    }

    /** Sends a signal, such as {@code STOP} or {@code KILL}, and waits until it is sent. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end. */
    void awaitEnd() {
        ProcessHandle.of(process.pid()).ifPresent(handle -> handle.onExit().join());
    }

    @Override
    public void close() throws IOException {
        try (wire) {
            process.close();
        }
    }
}
