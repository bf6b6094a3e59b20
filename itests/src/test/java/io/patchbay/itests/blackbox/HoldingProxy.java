package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the services of a cloud. The first request by which a task of a type does its work is carried out there, and its
 * answer is held back: whoever is killed then has done it and does not know. Thread-safe.
 */
final class HoldingProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection", "content-length", "host", "keep-alive", "transfer-encoding", "upgrade", "http2-settings");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<CloudStep> toHold;
    private final List<String> origins = new ArrayList<>(); // guarded by this
    private final Map<String, Long> held = new LinkedHashMap<>(); // by type, in milliseconds; guarded by this
    private int waiting; // of the process that runs; guarded by this
    private int process; // grows with each that was killed; guarded by this
    private long lastNanos = System.nanoTime(); // when one was held last; guarded by this

    /** @param toHold of which the first request of each type is held */
    HoldingProxy(List<CloudStep> toHold) throws IOException {
        this.toHold = List.copyOf(toHold);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where something is, seen through here. */
    synchronized String before(String address) {
        URI uri = URI.create(address);
        String origin = uri.getScheme() + "://" + uri.getAuthority();
        if (!origins.contains(origin)) {
            origins.add(origin);
        }
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + origins.indexOf(origin)
                + address.substring(origin.length());
    }

    /** Whether answers are being held, and none has joined them for so long. */
    synchronized boolean holdsSince(Duration quiet) {
        return waiting > 0 && System.nanoTime() - lastNanos > quiet.toNanos();
    }

    /** The types of which an answer was held, so far, with how many milliseconds the cloud took for it. */
    synchronized Map<String, Long> held() {
        return new LinkedHashMap<>(held);
    }

    /** Whoever waited for answers was killed. */
    synchronized void forget() {
        waiting = 0;
        process++;
        notifyAll();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            String address = address(exchange.getRequestURI());
            long began = System.nanoTime();
            HttpResponse<byte[]> answer = client.send(request(exchange, address, body), BodyHandlers.ofByteArray());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            if (answer.statusCode() < 300 && isFirstOfItsType(exchange.getRequestMethod(), path, body, millis)) {
                hold();
                return; // without an answer
            }
            answer(exchange, path, answer);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized String address(URI asked) {
        String raw = asked.toString().substring(1);
        int end = raw.indexOf('/');
        return origins.get(Integer.parseInt(raw.substring(0, end))) + raw.substring(end);
    }

    private static HttpRequest request(HttpExchange exchange, String address, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(LONGEST)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private synchronized boolean isFirstOfItsType(String method, String path, byte[] body, long millis) {
        String text = new String(body, StandardCharsets.UTF_8);
        Optional<CloudStep> step = toHold.stream()
                .filter(one -> !held.containsKey(one.type()) && one.isIn(method, path, text))
                .findFirst();
        step.ifPresent(one -> held.put(one.type(), millis));
        return step.isPresent();
    }

    private synchronized void hold() throws InterruptedException {
        int mine = process;
        waiting++;
        lastNanos = System.nanoTime();
        long deadline = lastNanos + LONGEST.toNanos();
        while (mine == process && System.nanoTime() - deadline < 0) {
            TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
        }
    }

    private void answer(HttpExchange exchange, String path, HttpResponse<byte[]> answer) throws IOException {
        byte[] body = path.endsWith("/auth/tokens") ? throughHere(answer.body()) : answer.body();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    /** A token with a catalogue that leads here. */
    private byte[] throughHere(byte[] body) throws IOException {
        JsonNode token = JSON.readTree(body);
        for (JsonNode service : token.path("token").path("catalog")) {
            for (JsonNode endpoint : service.path("endpoints")) {
                ((ObjectNode) endpoint).put("url", before(endpoint.path("url").asText()));
            }
        }
        return JSON.writeValueAsBytes(token);
    }

    @Override
    public void close() {
        forget();
        server.stop(0);
        threads.shutdownNow();
    }
}
