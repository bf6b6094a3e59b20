package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node of the distribution in a process of its own, as an operator runs it. Confined to the test's thread. */
final class NodeProcess implements AutoCloseable {
    private static final Path HOME = Path.of(System.getProperty("patchbay.home"));
    private static final long COMMAND_SECONDS = 90;

    private final Process process;
    private final Path data;
    private final Path log;
    private final String url;
    private final long startedInMillis;

    private NodeProcess(Process process, Path data, Path log, String url, long startedInMillis) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.url = url;
        this.startedInMillis = startedInMillis;
    }

    /** Starts {@code patchbay run} on a free port and waits until it says that it is ready. */
    static NodeProcess start(Path data, String... options) throws IOException {
        return startIn(Map.of(), data, options);
    }

    /** Starts a node on a certain Java. */
    static NodeProcess startOn(String javaHome, Path data, String... options) throws IOException {
        return startIn(Map.of("JAVA_HOME", javaHome), data, options);
    }

    /** Starts a node with more environment variables. */
    static NodeProcess startIn(Map<String, String> environment, Path data, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/patchbay").toString(), "run", "--data", data.toString()));
        if (!List.of(options).contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(List.of(options));
        Files.createDirectories(data.getParent());
        Path log = data.resolveSibling(data.getFileName() + ".log");
        long started = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String ready = FirstLine.of(process, line -> line.startsWith("ready http://"), log);
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        return new NodeProcess(process, data, log, ready.substring("ready ".length()), took);
    }

    /** Runs a word of the command line to its end. */
    static Finished command(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(HOME.resolve("bin/patchbay").toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile("patchbay-command", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time")
                    .isTrue();
            return new Finished(process.exitValue(), Files.readString(log));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    /**
     * A command that has ended.
     *
     * @param status its exit status
     * @param output what it printed on both streams
     */
    record Finished(int status, String output) {}

    String url() {
        return url;
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    long startedInMillis() {
        return startedInMillis;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The file of secrets that the first start made. */
    JsonNode credentials() throws IOException {
        return new ObjectMapper().readTree(data.resolve("credentials.json").toFile());
    }

    OwtRest rest() throws IOException {
        JsonNode service = credentials().path("service");
        return new OwtRest(url, service.path("id").asText(), service.path("key").asText());
    }

    WorkerApi workers() throws IOException {
        return new WorkerApi(url, credentials().path("worker").path("token").asText());
    }

    WorkerApi admin() throws IOException {
        return new WorkerApi(url, credentials().path("admin").path("token").asText());
    }

    /** Asks as anybody on this machine may. */
    Answer get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        return Answer.of(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** Sends a signal by name, for example {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Sends SIGTERM and answers after how many milliseconds the process had ended. */
    long terminate() throws InterruptedException {
        long started = System.nanoTime();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS))
                .as("ended after SIGTERM")
                .isTrue();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            signal("CONT");
            terminate();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
