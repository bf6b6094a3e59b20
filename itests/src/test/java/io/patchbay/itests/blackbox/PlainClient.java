package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of a WebSocket that speaks JSON. Confined to one thread. */
final class PlainClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 15;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int asked;

    private PlainClient(URI uri) {
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(uri, new Listener())
                .join();
    }

    /** Connects to a portal. */
    static PlainClient connect(NodeProcess node) {
        return connect(node.url().replaceFirst("^http", "ws") + "/ws");
    }

    static PlainClient connect(String url) {
        return new PlainClient(URI.create(url));
    }

    /** Asks something and waits for the answer to it. */
    JsonNode ask(String op, Map<String, ?> data) throws IOException, InterruptedException {
        int id = ++asked;
        send(Map.of("id", id, "op", op, "data", data));
        for (JsonNode answer = next(); ; answer = next()) {
            if (answer.path("id").asInt() == id) {
                return answer;
            }
        }
    }

    void send(Object message) throws IOException {
        socket.sendText(JSON.writeValueAsString(message), true).join();
    }

    /** The next message. */
    JsonNode next() throws IOException, InterruptedException {
        String frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("no frame came");
        }
        return JSON.readTree(frame);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
