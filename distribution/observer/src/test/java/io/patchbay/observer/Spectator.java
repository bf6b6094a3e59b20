package io.patchbay.observer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A spectator's connection. Thread-safe. */
final class Spectator implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    Spectator(String url, String firstWord) {
        socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
        say(firstWord);
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    String next() throws InterruptedException {
        return String.valueOf(states.poll(20, TimeUnit.SECONDS));
    }

    int closeCode() throws Exception {
        return closed.get(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        states.add(text.toString());
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failed) {
        closed.completeExceptionally(failed);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
