package io.patchbay.observer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a node that workers talk to. Thread-safe; answers on the server's one thread. */
final class FakeNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Set<String> tasks = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<JsonNode> joins = new CopyOnWriteArrayList<>();
    private volatile boolean member;
    private volatile boolean left;

    FakeNode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/cluster/v1/workers/observer-1", this::worker);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Set<String> tasks() {
        return tasks;
    }

    CopyOnWriteArrayList<JsonNode> joins() {
        return joins;
    }

    boolean hasLeft() {
        return left;
    }

    /** Knows nobody any more, as another leader. */
    void forget() {
        member = false;
        tasks.clear();
    }

    private void worker(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        int status = 200;
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                joins.add(body);
                member = true;
                tasks.clear();
                body.path("tasks").forEach(task -> tasks.add(task.asText()));
            }
            case "POST" -> {
                status = member ? 200 : 404;
                body.path("pickedUp").forEach(task -> tasks.add(task.asText()));
                body.path("laidDown").forEach(task -> tasks.remove(task.asText()));
            }
            default -> {
                left = true;
                status = 204;
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
