package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A socket.io client of a few lines over WebSocket, for tests that need many or none of npm's manners. Confined to one thread. */
final class RawClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_SECONDS = 15;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private int emitted;

    private RawClient(URI uri) {
        this.socket = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .buildAsync(uri, new Listener())
                .join();
    }

    /** Connects to the portal that a token names. */
    static RawClient connectTo(String token) throws IOException, InterruptedException {
        String host =
                JSON.readTree(Base64.getDecoder().decode(token)).path("host").asText();
        return connect("http://" + host);
    }

    static RawClient connect(String url) throws InterruptedException {
        RawClient client =
                new RawClient(URI.create(url.replaceFirst("^http", "ws") + "/socket.io/?EIO=4&transport=websocket"));
        client.await(frame -> frame.startsWith("0"));
        client.send("40");
        client.await(frame -> frame.startsWith("40"));
        return client;
    }

    /** Logs in and answers the acknowledgement's arguments. */
    JsonNode login(String token) throws IOException, InterruptedException {
        return emit(
                "login",
                Map.of(
                        "token",
                        token,
                        "protocol",
                        "1.2",
                        "userAgent",
                        Map.of("sdk", Map.of("type", "JavaScript", "version", "5.0"))));
    }

    JsonNode emit(String event, Object data) throws IOException, InterruptedException {
        int id = ++emitted;
        send("42" + id + JSON.writeValueAsString(new Object[] {event, data}));
        String prefix = "43" + id + "[";
        return JSON.readTree(await(frame -> frame.startsWith(prefix)).substring(prefix.length() - 1));
    }

    /** Waits for an event; answers its arguments, the name first. */
    JsonNode awaitEvent(String name) throws IOException, InterruptedException {
        return JSON.readTree(
                await(frame -> frame.startsWith("42[\"" + name + "\"")).substring(2));
    }

    /** Waits for an event of another namespace than the main one. */
    JsonNode awaitEventOf(String namespace, String name) throws IOException, InterruptedException {
        String prefix = "42" + namespace + ",";
        return JSON.readTree(
                await(frame -> frame.startsWith(prefix + "[\"" + name + "\"")).substring(prefix.length()));
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    boolean open() {
        return !closed.isDone();
    }

    /** The code with which the server closed the connection, if it has in time. */
    Optional<Integer> closeCode(Duration patience) {
        return Optional.ofNullable(closed.copy()
                .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    @Override
    public void close() {
        socket.abort();
    }

    private String await(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(frame).as("a frame within %d s", PATIENCE_SECONDS).isNotNull();
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String frame = partial.toString();
                partial.setLength(0);
                if (frame.equals("2")) {
                    CompletableFuture<WebSocket> unused = webSocket.sendText("3", true); // the heartbeat
                } else {
                    frames.add(frame);
                }
            }
            webSocket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }
}
