package io.patchbay.examples.appserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hands tokens to browsers: {@code POST /tokens} with {@code {"user","role","room"?}} answers a token as text. A real one would
 * ask first who its user is, and decide the role itself. Thread-safe.
 */
public final class AppServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 10_000;
    private static final int THREADS = 8;

    private final PatchbayRest rest;
    private final Rooms rooms;
    private final Path folder;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    AppServer(PatchbayRest rest, Path folder, InetSocketAddress address) throws IOException {
        this.rest = rest;
        this.rooms = new Rooms(rest);
        this.folder = folder;
        this.http = HttpServer.create(address, 0);
        http.setExecutor(threads);
        http.createContext("/tokens", this::tokens);
        http.createContext(
                "/socket.io.js",
                exchange -> file(exchange, "node_modules/socket.io-client/dist/socket.io.min.js", "text/javascript"));
        http.createContext("/", exchange -> file(exchange, "public/index.html", "text/html; charset=utf-8"));
        http.start();
    }

    /** Runs it; the environment says where Patchbay is and which service this is. */
    @SuppressWarnings("SystemOut") // for whoever started it
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = System.getenv();
        String service = environment.getOrDefault("PATCHBAY_SERVICE_ID", "");
        String key = environment.getOrDefault("PATCHBAY_SERVICE_KEY", "");
        if (service.isEmpty() || key.isEmpty()) {
            System.err.println("set PATCHBAY_SERVICE_ID and PATCHBAY_SERVICE_KEY; the README says where to find them");
            System.exit(2);
        }
        URI url = URI.create(environment.getOrDefault("PATCHBAY_URL", "http://127.0.0.1:8080"));
        int port = Integer.parseInt(environment.getOrDefault("PORT", "3001"));
        PatchbayRest rest = new PatchbayRest(url, service, key);
        AppServer server =
                new AppServer(rest, Path.of(""), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        System.out.println("http://127.0.0.1:" + server.port());
    }

    int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void tokens(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "POST it");
            } else if (body.length > MAX_BODY_BYTES) {
                answer(exchange, 413, "at most " + MAX_BODY_BYTES + " bytes");
            } else {
                answerToken(exchange, body);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answerToken(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String token;
        try {
            token = token(JSON.readTree(body));
        } catch (JsonProcessingException malformed) {
            answer(exchange, 400, "no JSON");
            return;
        } catch (RestException refused) {
            answer(exchange, refused.status(), refused.getMessage());
            return;
        } catch (IOException unreachable) {
            answer(exchange, 502, "Patchbay does not answer");
            return;
        }
        answer(exchange, 200, token);
    }

    private String token(JsonNode wish) throws IOException, InterruptedException, RestException {
        String user = wish.path("user").asText();
        String role = wish.path("role").asText("presenter");
        String room = wish.path("room").asText();
        if (user.isEmpty() || !room.matches("[0-9a-zA-Z_-]{0,100}")) {
            throw new RestException(400, "a user is needed; a room is optional and an id");
        }
        return room.isEmpty() ? tokenForDefaultRoom(user, role) : rest.createToken(room, user, role);
    }

    private String tokenForDefaultRoom(String user, String role)
            throws IOException, InterruptedException, RestException {
        String room = rooms.defaultRoom();
        try {
            return rest.createToken(room, user, role);
        } catch (RestException refused) {
            if (refused.status() != 404) {
                throw refused;
            }
            rooms.forget(room);
            return rest.createToken(rooms.defaultRoom(), user, role);
        }
    }

    private void file(HttpExchange exchange, String name, String type) throws IOException {
        try (exchange) {
            Path file = folder.resolve(name);
            boolean asked = exchange.getRequestURI()
                    .getPath()
                    .equals(exchange.getHttpContext().getPath());
            if (!asked || !Files.isRegularFile(file)) {
                answer(exchange, 404, asked ? name + " is missing: run npm install" : "not found");
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
