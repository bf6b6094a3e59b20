package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The play server of the examples in a process of its own. Confined to the test's thread. */
final class PlayServerProcess implements AutoCloseable {
    private static final Path EXAMPLE = Path.of("..", "examples", "play-server", "play-server.mjs");

    private final Process process;
    private final String mode;

    private PlayServerProcess(Process process, String mode) {
        this.process = process;
        this.mode = mode;
    }

    /** Starts a server and waits until it has joined. */
    static PlayServerProcess start(NodeProcess node, String id, String mode) throws IOException {
        return start(node, node.url(), id, mode);
    }

    /**
     * Starts a server that goes to whichever node leads.
     *
     * @param node one of them
     * @param urls of all of them, with commas between them
     */
    static PlayServerProcess start(NodeProcess node, String urls, String id, String mode) throws IOException {
        Process process = new ProcessBuilder(
                        "node",
                        EXAMPLE.toString(),
                        "--url",
                        urls,
                        "--id",
                        id,
                        "--mode",
                        mode,
                        "--token",
                        node.credentials().path("worker").path("token").asText())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        FirstLine.of(process, line -> line.startsWith("{\"joined\":\"" + id + "\""));
        return new PlayServerProcess(process, mode);
    }

    /** Gets a player a seat of the node that leads, and brings it there. */
    PlainClient enter(LobbyApi player) throws IOException, InterruptedException {
        JsonNode reserved = player.start("match", Map.of("mode", mode)).json();
        PlainClient client = PlainClient.connect(reserved.path("endpoint").asText());
        client.send(Map.of("playToken", reserved.path("playToken").asText()));
        return client;
    }

    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** By its handle: the process's own would close what it still writes to. */
    @Override
    public void close() {
        boolean told = process.toHandle().destroy();
        assertThat(told || !process.isAlive()).isTrue();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
