package io.patchbay.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.Identifier;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of {@code patchbay storage-node}. Immutable.
 *
 * @param nodes every node that is told how this worker is
 * @param token lets workers in; kept out of {@link #toString}
 * @param bind address to listen at
 * @param port 0: any that is free
 * @param advertise host, and port if it differs, that clients are told; empty: what it listens at
 * @param via address of a proxy in front of it that clients use instead
 * @param data its folder
 * @param id its id; empty: one that it makes and keeps
 * @param regions where it is; empty: nowhere that a client could prefer
 * @param isps whom it serves; empty: everybody
 * @param maxConnections how many clients at once
 * @param maxMbit how much it can send in a second: at that it is full
 */
record StorageOptions(
        List<URI> nodes,
        String token,
        String bind,
        int port,
        Optional<Endpoint> advertise,
        Optional<String> via,
        Path data,
        Optional<String> id,
        List<String> regions,
        List<String> isps,
        int maxConnections,
        int maxMbit) {
    /** The environment variable that may hold the token. */
    static final String TOKEN_VARIABLE = "PATCHBAY_WORKER_TOKEN";

    private static final List<String> NAMED = List.of(
            "--url",
            "--token-file",
            "--credentials",
            "--bind",
            "--port",
            "--advertise",
            "--via",
            "--data",
            "--id",
            "--region",
            "--isp",
            "--max-connections",
            "--max-mbit");
    private static final String URL = "https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?/?";
    private static final String URLS = URL + "(," + URL + ")*";
    private static final String HOST_PORT = "(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?";
    private static final int MOST_NODES = 16;
    private static final int MOST_PLACES = 50;
    private static final long MAX_FILE_BYTES = 64 * 1024;

    /** @param port 0: the one that it listens at */
    record Endpoint(String host, int port) {}

    static StorageOptions parse(List<String> arguments, Map<String, String> environment) throws UsageException {
        Options options = new Options(arguments, NAMED, List.of());
        Optional<String> advertised =
                options.value("--advertise", HOST_PORT, "HOST or HOST:PORT, which clients are told");
        return new StorageOptions(
                nodes(options),
                token(options, environment),
                options.value("--bind").orElse("127.0.0.1"),
                options.number("--port", 8090, 0, 65_535),
                advertised.isPresent() ? Optional.of(endpoint(advertised.get())) : Optional.empty(),
                options.value("--via", URL, "the URL of a proxy, http(s)://HOST:PORT"),
                Path.of(options.value("--data").orElse("data-storage")),
                id(options),
                list(options, "--region"),
                list(options, "--isp"),
                options.number("--max-connections", 1000, 1, 100_000),
                options.number("--max-mbit", 1000, 1, 1_000_000));
    }

    private static List<URI> nodes(Options options) throws UsageException {
        String all = options.value("--url", URLS, "http://HOST:PORT, more of them after commas")
                .orElse("http://127.0.0.1:8080");
        List<URI> nodes = new ArrayList<>();
        for (String one : all.split(",", -1)) {
            nodes.add(URI.create(one.replaceAll("/$", "")));
        }
        if (nodes.size() > MOST_NODES) {
            throw new UsageException("--url must name " + MOST_NODES + " nodes at most but names " + nodes.size());
        }
        return nodes;
    }

    private static String token(Options options, Map<String, String> environment) throws UsageException {
        Optional<String> file = options.value("--token-file");
        String token;
        if (file.isPresent()) {
            token = read("--token-file", file.get()).strip();
        } else if (environment.containsKey(TOKEN_VARIABLE)) {
            token = environment.get(TOKEN_VARIABLE);
        } else {
            String credentials = options.value("--credentials")
                    .orElseThrow(
                            () -> new UsageException("the token of workers is missing: name the credentials.json of a"
                                    + " node by --credentials, a file with the token by --token-file, or put it into the environment"
                                    + " variable " + TOKEN_VARIABLE));
            token = fromCredentials(credentials);
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new UsageException("the token of workers must be a word without spaces");
        }
        return token;
    }

    private static String fromCredentials(String file) throws UsageException {
        try {
            return new ObjectMapper()
                    .readTree(read("--credentials", file))
                    .path("worker")
                    .path("token")
                    .asText();
        } catch (IOException noJson) {
            throw new UsageException("--credentials " + file + " is no JSON", noJson);
        }
    }

    private static String read(String option, String file) throws UsageException {
        try {
            if (Files.size(Path.of(file)) > MAX_FILE_BYTES) {
                throw new UsageException(option + " " + file + " is too long");
            }
            return Files.readString(Path.of(file));
        } catch (IOException unreadable) {
            throw new UsageException(option + " " + file + " cannot be read", unreadable);
        }
    }

    private static Endpoint endpoint(String text) throws UsageException {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || text.endsWith("]")) {
            return new Endpoint(text, 0);
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port > 65_535) {
            throw new UsageException("--advertise must have a port of 65535 at most but was " + text);
        }
        return new Endpoint(text.substring(0, colon), port);
    }

    private static Optional<String> id(Options options) throws UsageException {
        Optional<String> id = options.value("--id");
        if (id.isPresent() && !Identifier.isValid(id.get())) {
            throw new UsageException("--id must be 1 to 200 letters, digits or - _ . : @");
        }
        return id;
    }

    private static List<String> list(Options options, String name) throws UsageException {
        List<String> values = options.value(name).stream()
                .flatMap(all -> Arrays.stream(all.split(",", -1)))
                .map(String::strip)
                .toList();
        if (values.size() > MOST_PLACES || values.stream().anyMatch(value -> !Identifier.isValid(value))) {
            throw new UsageException(name + " must be up to " + MOST_PLACES + " names with commas between them");
        }
        return values;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "StorageOptions[nodes=" + nodes + ", bind=" + bind + ", port=" + port + ", data=" + data + "]";
    }
}
