package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * As much of Keystone, Nova, Neutron and Cinder as volumes and instances need, in one project: what is begun is done when it is looked
 * at for the second time. Thread-safe: one request at a time.
 */
final class SmallCloud implements AutoCloseable {
    static final String NAME = "site-b";
    static final String PROJECT = "p-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, ObjectNode> volumes = new LinkedHashMap<>();
    final Map<String, ObjectNode> servers = new LinkedHashMap<>();
    final Map<String, ObjectNode> ports = new LinkedHashMap<>();
    final Map<String, ObjectNode> floatingIps = new LinkedHashMap<>();
    final Set<String> copies = new HashSet<>(); // what lies in the pool
    final Set<String> faults = new HashSet<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final String base;
    long takenOverWhenMade; // by an attempt with that epoch; 0: by none
    private int made;

    SmallCloud() throws IOException {
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.base = "http://127.0.0.1:" + http.getAddress().getPort();
        http.createContext("/", this::handle);
        http.start();
    }

    /** Writes {@code clouds.yaml}. */
    Path describe(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("clouds.yaml"),
                "clouds:\n  " + NAME + ":\n    auth: {auth_url: \"" + base
                        + "\", username: admin, password: secret, project_name: admin}\n");
        return folder;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    /** What is answered. */
    record Reply(int status, Object body) {
        static Reply absent() {
            return refusal(404, "itemNotFound", "there is none");
        }

        static Reply refusal(int status, String kind, String message) {
            return new Reply(status, Map.of(kind, Map.of("code", status, "message", message)));
        }
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            requests.add(exchange.getRequestMethod() + " " + path);
            if (path.equals("/v3/auth/tokens")) {
                exchange.getResponseHeaders().set("X-Subject-Token", "token");
            }
            Reply reply = reply(exchange.getRequestMethod(), path, query(exchange), json);
            byte[] bytes = JSON.writeValueAsBytes(reply.body());
            exchange.sendResponseHeaders(reply.status(), reply.status() == 204 ? -1 : bytes.length);
            if (reply.status() != 204) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int sign = pair.indexOf('=');
            query.put(pair.substring(0, sign), URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private Reply reply(String method, String path, Map<String, String> query, JsonNode body) {
        String[] steps = path.substring(1).split("/");
        if (path.equals("/v3/auth/tokens")) {
            return new Reply(201, Map.of("token", token(body)));
        } else if (path.equals("/compute/")) {
            return new Reply(200, Map.of("version", Map.of("version", "2.93", "min_version", "2.1")));
        } else if (path.equals("/volume/")) {
            return new Reply(300, Map.of("versions", List.of(Map.of("version", "3.70", "min_version", "3.0"))));
        } else if (steps[0].equals("compute")) {
            return new SmallNova(this).reply(method, tail(steps, 1), body);
        } else if (steps[0].equals("volume")) {
            return new SmallCinder(this).reply(method, tail(steps, 2), body);
        }
        return new SmallNeutron(this).reply(method, tail(steps, 2), query, body);
    }

    private static List<String> tail(String[] steps, int from) {
        return List.of(steps).subList(from, steps.length);
    }

    private Map<String, Object> token(JsonNode body) {
        String project =
                body.path("auth").path("scope").path("project").path("id").asText("p-admin");
        return Map.of(
                "issued_at", "2026-01-01T00:00:00Z",
                "expires_at", "2026-01-01T10:00:00Z",
                "user", Map.of("id", "u-1"),
                "project", Map.of("id", project, "domain", Map.of("id", "default")),
                "catalog",
                        List.of(
                                service("compute", "/compute"),
                                service("network", "/network"),
                                service("volumev3", "/volume/" + project)));
    }

    private Map<String, Object> service(String type, String path) {
        return Map.of("type", type, "endpoints", List.of(Map.of("interface", "public", "url", base + path)));
    }

    String newId(String kind) {
        made++;
        return String.format("%s-%04d", kind, made);
    }

    ObjectNode node(Map<String, Object> members) {
        return JSON.valueToTree(members);
    }

    /** A volume that can be used. */
    String availableVolume() {
        String id = newId("volume");
        volumes.put(
                id, node(Map.of("id", id, "status", "available", "size", 1, "bootable", "true", "metadata", Map.of())));
        return id;
    }
}
