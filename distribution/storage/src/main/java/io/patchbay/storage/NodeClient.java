package io.patchbay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Talks to one node. Immutable.
 *
 * <p>By {@link HttpURLConnection}, since the newer client of the JDK knows no bound for a body that stalls.
 */
final class NodeClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONNECT_MILLIS = 2000;
    private static final int REPORT_MILLIS = 3000;
    private static final int STALL_MILLIS = 10_000;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

    private final URI node;
    private final String token;

    NodeClient(URI node, String token) {
        this.node = node;
        this.token = token;
    }

    URI node() {
        return node;
    }

    /** Tells the node how a worker is; @return what it answers */
    JsonNode report(String id, JsonNode report) throws IOException {
        HttpURLConnection connection = open("PUT", "/lobby/v1/storage/" + id, REPORT_MILLIS);
        try {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream body = connection.getOutputStream()) {
                JSON.writeValue(body, report);
            }
            require(connection, 200);
            try (InputStream body = connection.getInputStream()) {
                return JSON.readTree(body.readNBytes(MAX_ANSWER_BYTES));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Tells the node that a worker ends. */
    void leave(String id) throws IOException {
        HttpURLConnection connection = open("DELETE", "/lobby/v1/storage/" + id, REPORT_MILLIS);
        try {
            require(connection, 204);
        } finally {
            connection.disconnect();
        }
    }

    /**
     * Appends to a file what it lacks of a content.
     *
     * @param part grows; what is in it already is not asked for again
     * @param size of the whole content
     * @return false if the node does not have it
     */
    boolean fetch(String hash, Path part, long size) throws IOException {
        long from = Files.exists(part) ? Files.size(part) : 0;
        if (from == size && Files.exists(part)) {
            return true;
        }
        HttpURLConnection connection = open("GET", "/lobby/v1/files/" + hash, STALL_MILLIS);
        try {
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=" + from + "-");
            }
            int status = connection.getResponseCode();
            if (status == 404) {
                return false;
            }
            boolean rest = from > 0 && status == 206;
            if (!rest) {
                require(connection, 200);
            }
            append(connection, part, rest, size);
            return true;
        } finally {
            connection.disconnect();
        }
    }

    private static void append(HttpURLConnection connection, Path part, boolean rest, long size) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream body = connection.getInputStream();
                OutputStream file = Files.newOutputStream(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        rest ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
            long have = rest ? Files.size(part) : 0;
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                have += read;
                if (have > size) {
                    throw new IOException("it sends more than the " + size + " bytes of the file");
                }
                file.write(buffer, 0, read);
            }
            if (have < size) {
                throw new IOException("it stopped after " + have + " of " + size + " bytes");
            }
        }
    }

    private HttpURLConnection open(String method, String path, int patienceMillis) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(node + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(patienceMillis);
        connection.setInstanceFollowRedirects(false); // the token is for this node
        connection.setRequestProperty("Authorization", "Bearer " + token);
        return connection;
    }

    private static void require(HttpURLConnection connection, int status) throws IOException {
        int answered = connection.getResponseCode();
        if (answered != status) {
            throw new IOException("it answered " + answered
                    + problem(connection).map(told -> ": " + told).orElse(""));
        }
    }

    private static Optional<String> problem(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            return body == null
                    ? Optional.empty()
                    : Optional.of(JSON.readTree(body.readNBytes(MAX_ANSWER_BYTES))
                                    .path("detail")
                                    .asText(""))
                            .filter(detail -> !detail.isEmpty());
        }
    }
}
