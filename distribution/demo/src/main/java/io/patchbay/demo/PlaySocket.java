package io.patchbay.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** One who plays or watches, at the other end of a WebSocket. Confined to the demo's thread, but for its listener. */
final class PlaySocket implements WebSocket.Listener, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final long BOUND_MILLIS = 10_000;

    private final String name;
    private final BlockingQueue<JSONObject> heard = new LinkedBlockingQueue<>();
    private final StringBuilder unfinished = new StringBuilder(); // of the listener's turns
    private WebSocket socket;

    private PlaySocket(String name) {
        this.name = name;
    }

    static PlaySocket connect(HttpClient http, String name, String endpoint) throws StepFailedException {
        PlaySocket player = new PlaySocket(name);
        try {
            player.socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECT)
                    .buildAsync(URI.create(endpoint), player)
                    .join();
        } catch (CompletionException failed) {
            throw new StepFailedException(name + " cannot connect to " + endpoint + ": " + failed.getCause());
        }
        return player;
    }

    void say(JSONObject message) {
        socket.sendText(message.toString(), true).join();
    }

    /** What it hears next. */
    JSONObject next() throws InterruptedException, StepFailedException {
        JSONObject message = heard.poll(BOUND_MILLIS, TimeUnit.MILLISECONDS);
        if (message == null) {
            throw new StepFailedException(name + " heard nothing for " + BOUND_MILLIS + " ms");
        }
        return message;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        unfinished.append(part);
        if (last) {
            heard.add(new JSONObject(unfinished.toString()));
            unfinished.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
