package io.patchbay.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the layout that this version knows, by the numbered scripts in {@code db/}. Each is applied once and never
 * changed afterwards. Immutable.
 */
final class Migrations {
    /** In order; the number is the file name's. */
    static final List<String> SCRIPTS =
            List.of("0001-services-rooms-tokens-keys.sql", "0002-lobby-accounts.sql", "0003-releases.sql");

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS schema_migrations (number integer NOT NULL PRIMARY KEY,"
                    + " name varchar(100) NOT NULL, checksum varchar(64) NOT NULL, applied_at bigint NOT NULL)";

    private final List<String> scripts;

    Migrations(List<String> scripts) {
        this.scripts = scripts;
    }

    /** Number of the newest layout that this version knows. */
    int newest() {
        return scripts.isEmpty() ? 0 : numberOf(scripts.get(scripts.size() - 1));
    }

    /**
     * Applies what is missing, within the connection's transaction as far as the database allows that.
     *
     * @throws LayoutException if a newer version, or another script, has been here
     */
    void apply(Connection connection, long nowMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        Map<Integer, String> applied = applied(connection);
        int found = applied.keySet().stream().mapToInt(number -> number).max().orElse(0);
        if (found > newest()) {
            throw new LayoutException("the database has layout " + found + ", but this version of Patchbay knows only "
                    + newest() + ": run the version that made it, or a newer one");
        }
        for (String script : scripts) {
            String text = read(script);
            String checksum = checksum(text);
            String before = applied.getOrDefault(numberOf(script), "");
            if (before.isEmpty()) {
                run(connection, script, text, checksum, nowMillis);
            } else if (!before.equals(checksum)) {
                throw new LayoutException("the database's layout was made by another " + script
                        + " than this version has: run the version that made it");
            }
        }
    }

    private static Map<Integer, String> applied(Connection connection) throws SQLException {
        Map<Integer, String> applied = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT number, checksum FROM schema_migrations")) {
            while (rows.next()) {
                applied.put(rows.getInt(1), rows.getString(2));
            }
        }
        return applied;
    }

    private static void run(Connection connection, String script, String text, String checksum, long nowMillis)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements(text)) {
                statement.execute(sql);
            }
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO schema_migrations VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, numberOf(script));
            insert.setString(2, script);
            insert.setString(3, checksum);
            insert.setLong(4, nowMillis);
            insert.executeUpdate();
        }
        LOG.info("Applied {} to the database", script);
    }

    private static List<String> statements(String text) {
        StringBuilder code = new StringBuilder();
        text.lines().filter(line -> !line.startsWith("--")).forEach(line -> code.append(line)
                .append('\n'));
        return List.of(code.toString().split(";\n")).stream()
                .map(String::strip)
                .filter(sql -> !sql.isEmpty())
                .toList();
    }

    private static int numberOf(String script) {
        return Integer.parseInt(script.substring(0, script.indexOf('-')));
    }

    private static String read(String script) {
        try (InputStream resource = Migrations.class.getResourceAsStream("/db/" + script)) {
            if (resource == null) {
                throw new IllegalStateException("the bundle has no db/" + script);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read db/" + script, unreadable);
        }
    }

    private static String checksum(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** The database is of a layout that this version must not touch. */
    static final class LayoutException extends RuntimeException {
        private static final long serialVersionUID = 1;

        LayoutException(String message) {
            super(message);
        }
    }
}
