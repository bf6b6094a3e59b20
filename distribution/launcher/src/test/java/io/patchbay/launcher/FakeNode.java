package io.patchbay.launcher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as a node answers for backups, to whoever brings the right token. Thread-safe. */
final class FakeNode implements AutoCloseable {
    static final String TOKEN = "t0ken";
    static final byte[] STORE = "the whole store".getBytes(StandardCharsets.UTF_8);

    private final HttpServer http;
    private final List<String> restored = new CopyOnWriteArrayList<>();

    FakeNode() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/cluster/v1/backup", exchange -> answer(exchange, 200, STORE));
        http.createContext("/cluster/v1/restore", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            restored.add(body);
            answer(exchange, 204, new byte[0]);
        });
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    List<String> restored() {
        return restored;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                byte[] problem = "{\"title\":\"Unauthorized\",\"detail\":\"The token is wrong.\"}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(401, problem.length);
                exchange.getResponseBody().write(problem);
                return;
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
