package io.patchbay.launcher.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the test has it answer, and remembers what it was asked. Thread-safe. */
final class ScriptedNode implements AutoCloseable {
    static final String TOKEN = "t0ken";

    /**
     * An answer.
     *
     * @param status its status
     * @param body its body
     * @param location the header, or empty
     */
    private record Scripted(int status, String body, String location) {}

    private final HttpServer http;
    private final Map<String, Scripted> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ScriptedNode() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** How a request is answered from now on: {@code GET /cluster/v1/workers}. */
    ScriptedNode on(String request, int status, String body) {
        answers.put(request, new Scripted(status, body, ""));
        return this;
    }

    void redirect(String request, String location) {
        answers.put(request, new Scripted(307, "", location));
    }

    /** The requests, each with its body if it had one. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(body.isEmpty() ? request : request + " " + body);
            boolean known =
                    ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            || request.endsWith("/readyz");
            Scripted answer = known
                    ? answers.getOrDefault(request, new Scripted(404, "{\"detail\":\"The path is not known.\"}", ""))
                    : new Scripted(401, "{\"title\":\"Unauthorized\",\"detail\":\"The token is wrong.\"}", "");
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!answer.location().isEmpty()) {
                exchange.getResponseHeaders().set("Location", answer.location());
            }
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
