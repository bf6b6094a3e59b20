package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Json;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A stock client of socket.io in a process of its own. Confined to the test's thread, apart from the queue. */
final class Puppet implements AutoCloseable {
    private static final Path CLIENTS = Path.of("../../itests/clients");

    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<Map<?, ?>> seen = new LinkedBlockingQueue<>();
    private int lastId;

    Puppet(String library, String transport) throws IOException, InterruptedException {
        process = new ProcessBuilder("node", "puppet.mjs", library, transport)
                .directory(CLIENTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "puppet");
        reader.setDaemon(true);
        reader.start();
        await("started");
    }

    /** Whether there is Node, and the libraries are installed. */
    static boolean isPossible() {
        return Files.isDirectory(CLIENTS.resolve("node_modules"))
                && Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                seen.add((Map<?, ?>) Json.read(line).flatMap(value -> value).orElseThrow());
            }
        } catch (IOException gone) {
            seen.add(Map.of("seen", "gone"));
        }
    }

    /** Waits for something of that kind, passing over everything else. */
    Map<?, ?> await(String kind) throws InterruptedException {
        return await(kind, Map.of());
    }

    Map<?, ?> await(String kind, Map<String, Object> members) throws InterruptedException {
        while (true) {
            Map<?, ?> next = seen.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no " + kind + " " + members + " within 10 s");
            }
            if (kind.equals(next.get("seen")) && next.entrySet().containsAll(members.entrySet())) {
                return next;
            }
        }
    }

    /** Data of the next event of that name. */
    Object event(String name) throws InterruptedException {
        return ((List<?>) await("event", Map.of("name", name)).get("data")).get(0);
    }

    /** Emits, and waits for the answer. */
    List<?> ask(String name, Optional<Object> data) throws InterruptedException {
        int id = ++lastId;
        Map<String, Object> command = new LinkedHashMap<>(Map.of("do", "emit", "id", id, "name", name));
        data.ifPresent(value -> command.put("data", value));
        tell(command);
        return (List<?>) await("ack", Map.of("id", id)).get("data");
    }

    void tell(Map<String, Object> command) {
        try {
            commands.write(new String(Json.write("", command), StandardCharsets.UTF_8));
            commands.newLine();
            commands.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
