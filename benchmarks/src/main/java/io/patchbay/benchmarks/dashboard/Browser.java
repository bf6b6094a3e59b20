package io.patchbay.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.NodeModules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Chromium, as {@code benchmarks/browser} drives it and measures in it. Confined to the benchmark's thread. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final long END_SECONDS = 30;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param folder of its driver
     * @param work where logs go
     */
    static Browser start(Path folder, Path work) throws IOException, InterruptedException {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IOException("there is no " + PROGRAM + " (Debian: apt-get install chromium)");
        }
        NodeModules.install(folder, work.resolve("npm.log"));
        return new Browser(
                new ProcessBuilder("node", folder.resolve("browser.mjs").toString(), PROGRAM.toString())
                        .redirectError(ProcessBuilder.Redirect.appendTo(
                                work.resolve("browser.log").toFile()))
                        .start());
    }

    void logIn(String url, String password) throws IOException {
        command("login", Map.of("url", url, "password", password));
    }

    /** Opens a page in a new tab; answers the milliseconds until its content is there. */
    double open(String url, String content) throws IOException {
        return command("open", Map.of("url", url, "content", content))
                .path("contentMillis")
                .asDouble();
    }

    JsonNode look(long millis) throws IOException {
        return command("look", Map.of("millis", millis));
    }

    JsonNode scroll(String table) throws IOException {
        return command("scroll", Map.of("table", table));
    }

    JsonNode weigh() throws IOException {
        return command("weigh", Map.of());
    }

    void closeTab() throws IOException {
        command("close", Map.of());
    }

    private JsonNode command(String name, Map<String, Object> arguments) throws IOException {
        Map<String, Object> command = new LinkedHashMap<>(arguments);
        command.put("do", name);
        commands.write(JSON.writeValueAsString(command) + "\n");
        commands.flush();
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the browser ended while it was to " + name);
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has("failed")) {
            throw new IOException(
                    name + " " + arguments + ": " + answer.path("failed").asText());
        }
        return answer.path("done");
    }

    @Override
    public void close() throws IOException {
        commands.close(); // it ends by itself, and takes the browser along
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
