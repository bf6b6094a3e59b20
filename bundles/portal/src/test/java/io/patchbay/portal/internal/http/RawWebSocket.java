package io.patchbay.portal.internal.http;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of Engine.IO over a WebSocket, without any library of its kind. Thread-safe. */
final class RawWebSocket implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder message = new StringBuilder(); // confined to the client's calls
    private final WebSocket socket;

    private RawWebSocket(URI uri, String... headers) {
        WebSocket.Builder builder = RawPolling.HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        this.socket = builder.buildAsync(uri, this).join();
    }

    private static URI socketIo(URI server, String query) {
        return URI.create("ws://" + server.getAuthority() + "/socket.io/?" + query);
    }

    /** A session of its own. */
    static RawWebSocket open(URI server, String... headers) {
        return new RawWebSocket(socketIo(server, "EIO=4&transport=websocket"), headers);
    }

    /** For a session that polls. */
    static RawWebSocket upgrade(URI server, String sid) {
        return new RawWebSocket(socketIo(server, "EIO=4&transport=websocket&sid=" + sid));
    }

    /** Without Socket.IO. */
    static RawWebSocket plain(URI server, String... headers) {
        return new RawWebSocket(URI.create("ws://" + server.getAuthority() + "/ws"), headers);
    }

    static RawWebSocket at(URI server, String path) {
        return new RawWebSocket(URI.create("ws://" + server.getAuthority() + path));
    }

    static RawWebSocket with(URI server, String query) {
        return new RawWebSocket(socketIo(server, query));
    }

    RawWebSocket send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    void sendPart(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    /** Sends what the server may have closed on already; answers whether it has failed so far. */
    boolean trySendPart(String text) {
        return socket.sendText(text, true).isCompletedExceptionally();
    }

    void sendBinary(byte... data) {
        socket.sendBinary(java.nio.ByteBuffer.wrap(data), true).join();
    }

    /** The next message; answers pings on the way. */
    String next() throws InterruptedException {
        String text = nextOfAnyKind();
        while (text.equals("2")) {
            send("3");
            text = nextOfAnyKind();
        }
        return text;
    }

    String nextOfAnyKind() throws InterruptedException {
        String text = received.poll(5, TimeUnit.SECONDS);
        if (text == null) {
            throw new AssertionError("nothing came, closed with " + closed.getNow(0));
        }
        return text;
    }

    /** Whether nothing comes for a moment. */
    boolean isSilent() throws InterruptedException {
        String text = received.poll(100, TimeUnit.MILLISECONDS);
        return text == null;
    }

    /** The code with which the server closes. */
    int closeCode() {
        return closed.orTimeout(5, TimeUnit.SECONDS).join();
    }

    int closeCodeWhileAnsweringPings() throws InterruptedException {
        while (!closed.isDone()) {
            String text = received.poll(50, TimeUnit.MILLISECONDS);
            if ("2".equals(text)) {
                trySendPart("3"); // the server may be closing by now
            }
        }
        return closeCode();
    }

    /** Breaks the connection without a word. */
    void cut() {
        socket.abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            received.add(message.toString());
            message.setLength(0);
        }
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, java.nio.ByteBuffer data, boolean last) {
        received.add("binary of " + data.remaining());
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(statusCode);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
