package io.patchbay.support.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A cloud that answers as its test says; of itself it only gives tokens, numbered. Thread-safe. */
final class FakeCloud implements AutoCloseable {
    static final String PASSWORD = "pass-word";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Reply>> replies = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();
    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile String expires = "2026-01-01T01:00:00.000000Z";
    volatile String region = "RegionOne";

    /** A request. */
    record Asked(String method, URI uri, Optional<String> token, Optional<String> microversion, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** An answer. */
    record Reply(int status, String body, Map<String, String> headers) {
        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    FakeCloud() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        on("POST", "/identity/v3/auth/tokens", request -> {
            boolean known = request.json()
                    .at("/auth/identity/password/user/password")
                    .asText()
                    .equals(PASSWORD);
            return known
                    ? token(request)
                    : Reply.of(
                            401,
                            "{\"error\":{\"code\":401,\"message\":\"The request you have made requires authentication.\",\"title\":\"Unauthorized\"}}");
        });
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Reply token(Asked request) {
        String project = request.json().at("/auth/scope/project/id").asText("p-admin");
        String catalogue = "[" + service("network", "/network") + "," + service("compute", "/compute/v2.1") + ","
                + service("block-storage", "/volume/v3/" + project) + "]";
        String body = "{\"token\":{\"issued_at\":\"2026-01-01T00:00:00.000000Z\",\"expires_at\":\"" + expires
                + "\",\"user\":{\"id\":\"u-1\"},\"project\":{\"id\":\"" + project
                + "\",\"domain\":{\"id\":\"default\"}},\"roles\":[{\"name\":\"admin\"}],\"catalog\":" + catalogue
                + "}}";
        return new Reply(201, body, Map.of("X-Subject-Token", "token-" + tokens.incrementAndGet()));
    }

    private String service(String type, String path) {
        return "{\"type\":\"" + type + "\",\"endpoints\":[{\"interface\":\"internal\",\"region_id\":\"" + region
                + "\",\"url\":\"http://127.0.0.1:1/\"},{\"interface\":\"public\",\"region_id\":\"" + region
                + "\",\"url\":\""
                + address() + path + "\"}]}";
    }

    /** From now on such requests are answered so. */
    void on(String method, String path, Function<Asked, Reply> reply) {
        replies.put(method + " " + path, reply);
    }

    /** From now on such requests are answered so. */
    void on(String method, String path, int status, String body) {
        on(method, path, request -> Reply.of(status, body));
    }

    /** What was asked besides tokens. */
    List<Asked> calls() {
        return asked.stream()
                .filter(one -> !one.uri().getPath().endsWith("/auth/tokens"))
                .toList();
    }

    int tokensGiven() {
        return tokens.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Asked request = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Auth-Token")),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("OpenStack-API-Version")),
                body);
        asked.add(request);
        Reply reply = replies.getOrDefault(
                        request.method() + " " + request.uri().getPath(),
                        unknown -> Reply.of(
                                404,
                                "{\"NeutronError\":{\"type\":\"NetworkNotFound\",\"message\":\"nothing here\",\"detail\":\"\"}}"))
                .apply(request);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
