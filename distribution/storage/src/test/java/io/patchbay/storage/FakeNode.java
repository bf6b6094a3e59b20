package io.patchbay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.support.content.ManifestText;
import io.patchbay.support.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The part of a node that storage workers talk to. Thread-safe; answers on the server's one thread. */
final class FakeNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> contents = new ConcurrentHashMap<>();
    private final Map<String, Integer> served = new ConcurrentHashMap<>();
    private final Map<String, Manifest> wanted = new LinkedHashMap<>(); // guarded by itself
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile JsonNode report = MissingNode.getInstance();
    private volatile String token = "";
    private volatile boolean known = true;
    private volatile boolean left;
    private volatile int cutAfter;

    FakeNode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/lobby/v1/storage/", this::storage);
        server.createContext("/lobby/v1/files/", this::file);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void publish(String version, Map<String, String> files) {
        List<ReleaseFile> listed = files.entrySet().stream()
                .map(file -> new ReleaseFile(file.getKey(), file.getValue().length(), Sha256.of(file.getValue())))
                .sorted(Comparator.comparing(ReleaseFile::path))
                .toList();
        Manifest manifest = new Manifest(version, 0, listed);
        files.values().forEach(text -> contents.put(Sha256.of(text), text));
        String text = ManifestText.write(manifest);
        contents.put(Sha256.of(text), text);
        synchronized (wanted) {
            wanted.put(version, manifest);
        }
    }

    void withdraw(String version) {
        synchronized (wanted) {
            wanted.remove(version);
        }
    }

    /** Sends something else under a name. */
    void tamper(String hash, String text) {
        contents.put(hash, text);
    }

    /** Has no bytes any more. */
    void forget() {
        contents.clear();
    }

    /** Cuts answers off that begin at the beginning. */
    void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    void unknowing() {
        report = MissingNode.getInstance();
        known = false;
    }

    JsonNode report() {
        return report;
    }

    String lastToken() {
        return token;
    }

    boolean hasLeft() {
        return left;
    }

    List<String> ranges() {
        return ranges;
    }

    int served(String hash) {
        return served.getOrDefault(hash, 0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void storage(HttpExchange exchange) throws IOException {
        token = exchange.getRequestHeaders().getFirst("Authorization");
        if (exchange.getRequestMethod().equals("DELETE")) {
            left = true;
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        report = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode().put("known", known);
        synchronized (wanted) {
            wanted.forEach((version, manifest) -> {
                String text = ManifestText.write(manifest);
                answer.withArray("releases")
                        .addObject()
                        .put("version", version)
                        .put("manifest", Sha256.of(text))
                        .put("manifestBytes", text.length());
            });
        }
        answer(exchange, 200, JSON.writeValueAsBytes(answer));
    }

    private void file(HttpExchange exchange) throws IOException {
        String hash = exchange.getRequestURI().getPath().substring("/lobby/v1/files/".length());
        served.merge(hash, 1, Integer::sum);
        String text = contents.get(hash);
        if (text == null) {
            answer(exchange, 404, "{}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range != null) {
            ranges.add(range);
            int from = Integer.parseInt(range.replaceAll("\\D", ""));
            answer(exchange, 206, Arrays.copyOfRange(bytes, from, bytes.length));
        } else if (cutAfter > 0 && bytes.length > cutAfter) {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, cutAfter);
            exchange.getResponseBody().flush();
            exchange.close(); // in the middle
        } else {
            answer(exchange, 200, bytes);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
