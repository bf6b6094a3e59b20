package io.patchbay.examples.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As much of the REST API as the example uses: rooms in memory, tokens that say what they are for. Thread-safe. */
final class FakeRest implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final Map<String, String> names = new LinkedHashMap<>(); // room id to name; guarded by this
    private final List<String> authorizations = new ArrayList<>(); // guarded by this

    FakeRest() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/v1/rooms", this::answer);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    synchronized String add(String name) {
        String id = "room" + (names.size() + 1);
        names.put(id, name);
        return id;
    }

    synchronized void delete(String room) {
        names.remove(room);
    }

    synchronized List<String> names() {
        return List.copyOf(names.values());
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                respond(
                        exchange,
                        200,
                        JSON.writeValueAsString(page(exchange.getRequestURI().getQuery())));
                return;
            }
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            if (path.equals("/v1/rooms")) {
                respond(exchange, 200, "{\"_id\":\"" + add(body.path("name").asText()) + "\"}");
                return;
            }
            String room = path.split("/", -1)[3];
            if (!names.containsKey(room)) {
                respond(exchange, 404, "{\"error\":{\"code\":1003,\"message\":\"Room not found\"}}");
            } else if (body.path("role").asText().equals("nobody")) {
                respond(exchange, 400, "{\"error\":{\"code\":1201,\"message\":\"Name or role not valid\"}}");
            } else {
                respond(
                        exchange,
                        200,
                        room + "/" + body.path("user").asText() + "/"
                                + body.path("role").asText());
            }
        }
    }

    private List<Map<String, String>> page(String query) {
        int page = Integer.parseInt(query.replaceFirst("page=(\\d+).*", "$1"));
        return names.entrySet().stream()
                .skip((page - 1) * 100L)
                .limit(100)
                .map(room -> Map.of("_id", room.getKey(), "name", room.getValue()))
                .toList();
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
