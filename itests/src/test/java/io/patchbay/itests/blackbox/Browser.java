package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** Debian's chromium, driven by playwright from npm. Confined to the test's thread. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CLIENTS = Path.of(System.getProperty("patchbay.clients"));
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    private Browser(Process process) {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one, which knows nothing of earlier ones; skips the test if there is none. */
    static Browser start() throws IOException {
        Programs.require(Files.isExecutable(PROGRAM), "chromium");
        return new Browser(new ProcessBuilder("node", "browser.mjs", PROGRAM.toString())
                .directory(CLIENTS.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Opens a page as somebody, and answers with its HTTP status. */
    int open(String url, String user, String password) throws IOException {
        return command("open", Map.of("url", url, "user", user, "password", password))
                .asInt();
    }

    /** Opens a page that asks for no password. */
    int open(String url) throws IOException {
        return open(url, "", "");
    }

    /** Clicks the first element that a selector finds, and waits for the page that may come of it. */
    Browser click(String selector) throws IOException {
        command("click", Map.of("on", selector));
        return this;
    }

    Browser fill(String selector, String text) throws IOException {
        command("fill", Map.of("on", selector, "with", text));
        return this;
    }

    /** Chooses an option of a list, or a file. */
    Browser choose(String selector, String what) throws IOException {
        command("choose", Map.of("on", selector, "with", what));
        return this;
    }

    /** Presses a key, such as {@code Enter}, where the focus is. */
    Browser press(String key) throws IOException {
        command("press", Map.of("key", key));
        return this;
    }

    /** From now on, what comes from URLs like this one has another first byte than was sent. */
    Browser tamperWith(String urls) throws IOException {
        command("tamper", Map.of("url", urls));
        return this;
    }

    /** From now on, what comes from URLs like this one is what was sent. */
    Browser leaveAlone(String urls) throws IOException {
        command("honest", Map.of("url", urls));
        return this;
    }

    /** The text of an element as it is seen, once it is there. */
    String text(String selector) throws IOException {
        return command("text", Map.of("on", selector)).asText();
    }

    /** Sets how much of a page is seen, in pixels. */
    Browser size(int width, int height) throws IOException {
        command("size", Map.of("width", String.valueOf(width), "height", String.valueOf(height)));
        return this;
    }

    /** Says what its user prefers: {@code light} or {@code dark}. */
    Browser scheme(String scheme) throws IOException {
        command("scheme", Map.of("scheme", scheme));
        return this;
    }

    /** Takes the network away, or gives it back. */
    Browser offline(boolean now) throws IOException {
        command("offline", Map.of("now", String.valueOf(now)));
        return this;
    }

    /** Switches scripts off or on, for pages that are opened from now on. */
    Browser scripts(boolean on) throws IOException {
        command("scripts", Map.of("on", String.valueOf(on)));
        return this;
    }

    /** The value of an expression of JavaScript on the page. */
    JsonNode value(String expression) throws IOException {
        return command("value", Map.of("of", expression));
    }

    /** Waits until an expression of JavaScript holds on the page. */
    Browser until(String expression) throws IOException {
        command("until", Map.of("holds", expression));
        return this;
    }

    /** What keeps people out of the page, if it is serious or critical, as axe-core sees it. */
    List<String> barriers() throws IOException {
        return StreamSupport.stream(command("barriers", Map.of()).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Takes a picture of the whole page. */
    void picture(Path file) throws IOException {
        command("picture", Map.of("file", file.toAbsolutePath().toString()));
    }

    /** What pages complained about: scripts that failed, things that they may not load. */
    List<String> faults() throws IOException {
        return StreamSupport.stream(command("faults", Map.of()).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void close() throws IOException {
        commands.close(); // it ends by itself, and takes the browser along
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private JsonNode command(String what, Map<String, String> details) throws IOException {
        Map<String, String> command = new LinkedHashMap<>(details);
        command.put("do", what);
        commands.write(JSON.writeValueAsString(command) + "\n");
        commands.flush();
        JsonNode answer = JSON.readTree(answers.readLine());
        assertThat(answer.path("failed").asText()).as(what).isEmpty();
        return answer.path("done");
    }
}
