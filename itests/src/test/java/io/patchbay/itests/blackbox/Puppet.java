package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A stock socket.io client from npm, driven by the test. Thread-safe. */
final class Puppet implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CLIENTS = Path.of(System.getProperty("patchbay.clients"));
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final Writer commands;
    private final List<JsonNode> seen = new ArrayList<>(); // guarded by itself
    private int emitted;
    private volatile boolean closed;

    private Puppet(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "puppet");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a client.
     *
     * @param library {@code socket.io-client-2}, {@code -3} or {@code -4}
     * @param transport {@code websocket}, {@code polling} or {@code upgrade}
     */
    static Puppet start(String library, String transport) throws IOException {
        return run("puppet.mjs", library, transport);
    }

    /**
     * Starts a client that does what the stock SDK does.
     *
     * @param answer {@code string} or {@code object}: what its relogin is answered with
     */
    static Puppet startSdk(String library, String answer) throws IOException {
        return run("sdk.mjs", library, answer);
    }

    private static Puppet run(String script, String library, String variant) throws IOException {
        Puppet puppet = new Puppet(new ProcessBuilder("node", script, library, variant)
                .directory(CLIENTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        puppet.await("started", line -> true);
        return puppet;
    }

    /** Connects to the portal that a token names. */
    Puppet connectTo(String token) throws IOException {
        JsonNode decoded = JSON.readTree(Base64.getDecoder().decode(token));
        String scheme = decoded.path("secure").asBoolean() ? "https://" : "http://";
        return connect(scheme + decoded.path("host").asText());
    }

    Puppet connect(String url) throws IOException {
        command(Map.of("do", "connect", "url", url));
        await("connect", line -> true);
        return this;
    }

    /** Logs in as the stock SDK does, and answers what the acknowledgement carried. */
    JsonNode login(String token, String protocol) throws IOException {
        return emit(
                "login",
                Map.of(
                        "token", token,
                        "protocol", protocol,
                        "userAgent", Map.of("sdk", Map.of("version", "5.0", "type", "JavaScript"))));
    }

    /** Emits an event with data and waits for its acknowledgement. */
    JsonNode emit(String name, Object data) throws IOException {
        return emitAndAwait(name, Map.of("data", data));
    }

    /** Emits an event without data and waits for its acknowledgement. */
    JsonNode emit(String name) throws IOException {
        return emitAndAwait(name, Map.of());
    }

    private JsonNode emitAndAwait(String name, Map<String, ?> data) throws IOException {
        int id = ++emitted;
        Map<String, Object> command = new LinkedHashMap<>(Map.of("do", "emit", "id", id, "name", name));
        command.putAll(data);
        command(command);
        return await("ack", line -> line.path("id").asInt() == id).path("data");
    }

    /** Has it do something that it says itself what came of. */
    void tell(String what, Map<String, ?> details) throws IOException {
        Map<String, Object> command = new LinkedHashMap<>(details);
        command.put("do", what);
        command(command);
    }

    void close(String how) throws IOException {
        command(Map.of("do", how));
    }

    /** Waits for an event of that name; answers its first argument. */
    JsonNode awaitEvent(String name, Predicate<JsonNode> wanted) {
        return await(
                        "event",
                        line -> line.path("name").asText().equals(name)
                                && wanted.test(line.path("data").path(0)))
                .path("data")
                .path(0);
    }

    /** Waits for something that was not waited for before. */
    JsonNode await(String what, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (seen) {
            while (true) {
                for (JsonNode line : seen) {
                    if (line.path("seen").asText().equals(what) && wanted.test(line)) {
                        seen.remove(line);
                        return line;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left)
                        .as("no %s within %d s; seen: %s", what, PATIENCE_SECONDS, seen)
                        .isPositive();
                try {
                    seen.wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    /** What has been seen and not waited for. */
    List<JsonNode> unawaited() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    @Override
    public void close() {
        closed = true; // its reader is about to find the pipe closed
        process.destroyForcibly();
    }

    private void command(Map<String, ?> command) throws IOException {
        commands.write(JSON.writeValueAsString(command) + "\n");
        commands.flush();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode parsed = JSON.readTree(line);
                synchronized (seen) {
                    seen.add(parsed);
                    seen.notifyAll();
                }
            }
        } catch (IOException ended) {
            if (!closed && process.isAlive()) {
                throw new UncheckedIOException(ended);
            }
        }
    }
}
