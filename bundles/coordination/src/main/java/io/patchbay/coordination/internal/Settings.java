package io.patchbay.coordination.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The configuration of {@link Coordination}, checked. Immutable.
 *
 * @param servers of a ZooKeeper that nodes share; empty: this node has its own
 * @param session how long a shared ZooKeeper keeps the session of a silent node
 * @param connect how long to wait for a connection or an answer
 * @param namespace node of ZooKeeper beneath which everything is kept
 * @param secret what the nodes of a shared ZooKeeper prove to it
 * @param port of this node's own ZooKeeper
 * @param retained snapshots of this node's own ZooKeeper
 * @param purgeEvery how often older ones are deleted
 */
record Settings(
        Optional<String> servers,
        Duration session,
        Duration connect,
        String namespace,
        Optional<Digest> secret,
        int port,
        int retained,
        Duration purgeEvery) {
    static final String USER = "patchbay";
    private static final Pattern SERVERS =
            Pattern.compile("%1$s(,%1$s)*".formatted("(\\[[0-9a-fA-F:]+\\]|[^\\[\\]:,/\\s]+):\\d{1,5}"));
    private static final Pattern NAMESPACE = Pattern.compile("[0-9a-zA-Z_-]{1,100}");
    private static final int SECRET_LIMIT = 1000;

    /** @throws IllegalArgumentException naming the PID and the key */
    static Settings of(Coordination.Config config) {
        return new Settings(
                servers(config.connectString().strip()),
                millis("sessionTimeoutMillis", config.sessionTimeoutMillis(), 2 * GuardedServer.TICK_MILLIS, 60_000),
                millis("connectTimeoutMillis", config.connectTimeoutMillis(), 100, 60_000),
                namespace(config.namespace()),
                secret(config.secretFile()),
                within("port", config.port(), 0, 65_535),
                within("autopurgeRetainCount", config.autopurgeRetainCount(), ServerSettings.RETAINED_AT_LEAST, 1000),
                millis("autopurgeIntervalMillis", config.autopurgeIntervalMillis(), 60_000, Integer.MAX_VALUE));
    }

    private static Optional<String> servers(String servers) {
        if (servers.isEmpty()) {
            return Optional.empty();
        }
        if (!SERVERS.matcher(servers).matches()) {
            throw bad("connectString", "must be HOST:PORT,… or empty but was \"" + servers + "\"");
        }
        for (String server : servers.split(",", -1)) {
            within("connectString", Integer.parseInt(server.substring(server.lastIndexOf(':') + 1)), 1, 65_535);
        }
        return Optional.of(servers);
    }

    private static String namespace(String namespace) {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw bad("namespace", "must be 1 to 100 letters, digits, - or _ but was \"" + namespace + "\"");
        }
        return namespace;
    }

    /** The secret itself is no key: components show their configuration as service properties. */
    private static Optional<Digest> secret(String file) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String secret;
        try {
            Path path = Path.of(file);
            secret = Files.size(path) > SECRET_LIMIT
                    ? ""
                    : Files.readString(path).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new IllegalArgumentException(
                    Coordination.PID + ": secretFile \"" + file + "\" cannot be read", unreadable);
        }
        if (secret.isEmpty()) {
            throw bad("secretFile", "must hold 1 to " + SECRET_LIMIT + " characters: " + file);
        }
        return Optional.of(new Digest(USER, secret));
    }

    private static Duration millis(String key, int value, int least, int most) {
        return Duration.ofMillis(within(key, value, least, most));
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw bad(key, "must be within [" + least + ", " + most + "] but was " + value);
        }
        return value;
    }

    private static IllegalArgumentException bad(String key, String reason) {
        return new IllegalArgumentException(Coordination.PID + ": " + key + " " + reason);
    }
}
