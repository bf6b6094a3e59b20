package io.patchbay.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** A portal that lets everybody connect, by polling, and answers every request alike. Thread-safe. */
final class FakePortal implements AutoCloseable {
    /** The packet by which a server cuts a client off. */
    static final String CUT_OFF = "41";

    private static final String SEPARATOR = "\u001e"; // of packets that are polled at once

    private volatile String answer = "";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> polled = new LinkedBlockingQueue<>();

    FakePortal() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/socket.io/", this::take);
        server.start();
    }

    /** From now on these packets are the answer. */
    void answer(String... packets) {
        answer = String.join(SEPARATOR, packets);
    }

    /** A token that leads here. */
    String token() {
        return token(server.getAddress().getPort());
    }

    /** A token that leads to a port of this machine. */
    static String token(int port) {
        String host = "127.0.0.1:" + port;
        byte[] json = new JSONObject().put("host", host).toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(json);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                polled.add(said.startsWith("40") ? "40{\"sid\":\"namespace\"}" : answer);
                say(exchange, "ok");
            } else if (exchange.getRequestURI().getQuery().contains("sid=")) {
                say(exchange, next());
            } else {
                say(
                        exchange,
                        "0{\"sid\":\"engine\",\"upgrades\":[],\"pingInterval\":60000,\"pingTimeout\":60000,"
                                + "\"maxPayload\":100000}");
            }
        }
    }

    private String next() throws IOException {
        try {
            String packets = polled.poll(1, TimeUnit.MINUTES);
            return packets == null ? "6" : packets;
        } catch (InterruptedException closed) {
            throw new IOException(closed);
        }
    }

    private static void say(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
