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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The part of a node that workers talk to; it may be held, and then answers nothing. Thread-safe; answers on the server's one thread. */
final class FakeNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Set<String> tasks = ConcurrentHashMap.newKeySet();
    private final CopyOnWriteArrayList<JsonNode> joins = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1); // while it is held
    private final CountDownLatch goesOn = new CountDownLatch(1);
    private volatile boolean held;
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

    /** Answers nothing from now on, until {@link #goOn}. */
    void hold() {
        held = true;
    }

    void awaitAskedWhileHeld() throws InterruptedException {
        if (!asked.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has asked");
        }
    }

    void goOn() {
        held = false;
        goesOn.countDown();
    }

    /** Knows nobody any more, as another leader. */
    void forget() {
        member = false;
        tasks.clear();
    }

    private void worker(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        awaitGoOn();
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

    private void awaitGoOn() {
        try {
            if (held) {
                asked.countDown();
                goesOn.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn();
        server.stop(0);
    }
}
