package io.patchbay.support.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** {@code swap}: puts a jar among the plug-ins of a running node and says what came of it. No state. */
final class SwapWord {
    private static final int USUAL_WAIT_SECONDS = 30;
    private static final long PAUSE_MILLIS = 200;

    private SwapWord() {}

    static List<Word> all() {
        return List.of(new Word(
                "swap",
                "FILE.jar",
                "Puts a jar of plug-ins into the node's folder and waits, --wait seconds at most (" + USUAL_WAIT_SECONDS
                        + "), until it is installed or refused.\n  The way back is pin.",
                List.of("--wait"),
                List.of(),
                SwapWord::swap));
    }

    private static void swap(Invocation asked) throws UsageException, IOException, InterruptedException {
        Path jar = Path.of(asked.operand(0)).toAbsolutePath();
        String name = jar.getFileName().toString();
        if (!Files.isReadable(jar) || Files.isDirectory(jar) || !name.endsWith(".jar")) {
            throw new UsageException("swap needs a jar: " + jar + " is none that can be read");
        }
        int seconds = asked.options().number("--wait", USUAL_WAIT_SECONDS, 1, 600);
        // of a file that is refused again only the time of the refusal is new
        List<JsonNode> refusedBefore = refusals(asked.node().get("/plugins"), name);
        String sha256 = asked.node()
                .sendFile("PUT", "/jars/" + NodeApi.encoded(name), jar)
                .path("sha256")
                .asText();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - deadline < 0) {
            JsonNode plugins = asked.node().get("/plugins");
            Optional<JsonNode> refused = refusals(plugins, name).stream()
                    .filter(jarNow -> !refusedBefore.contains(jarNow))
                    .findFirst();
            if (refused.isPresent()) {
                throw new IOException("the node refused " + name + ": "
                        + refused.get().path("reason").asText() + "; what served before serves on");
            }
            Optional<JsonNode> installed = installed(plugins, sha256);
            if (installed.isPresent()) {
                asked.show(installed.get(), PluginWords::table);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IOException(name + " is in the folder, but was neither installed nor refused within " + seconds
                + " s; patchbay plugins tells more");
    }

    private static List<JsonNode> refusals(JsonNode plugins, String name) {
        return StreamSupport.stream(plugins.path("rejected").spliterator(), false)
                .filter(jar -> jar.path("file").asText().equals(name))
                .toList();
    }

    /** The same answer with the plug-ins of one jar only, if they have been judged. */
    private static Optional<JsonNode> installed(JsonNode plugins, String sha256) {
        ObjectNode only = JsonNodeFactory.instance.objectNode();
        ArrayNode list = only.putArray("plugins");
        plugins.path("plugins").forEach(plugin -> {
            if (plugin.path("sha256").asText().equals(sha256)) {
                list.add(plugin);
            }
        });
        return list.isEmpty() ? Optional.empty() : Optional.of(only);
    }
}
