package io.patchbay.store.internal;

import io.patchbay.api.store.ReleaseRecord;
import io.patchbay.api.store.ReleaseRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The releases in the database. Thread-safe. */
@Component(service = ReleaseRecords.class)
public final class SqlReleases implements ReleaseRecords {
    static final int PART_CHARACTERS = 500_000; // H2 takes a million

    private static final int VERSION_CHARACTERS = 64;

    private final Store store;

    @Activate
    public SqlReleases(@Reference Store store) {
        this.store = store;
    }

    @Override
    public List<ReleaseRecord> list() {
        return store.call("list the releases", SqlReleases::list);
    }

    @Override
    public Optional<String> manifest(String version) {
        return isVersion(version)
                ? store.call("read a manifest", connection -> manifest(connection, version))
                : Optional.empty();
    }

    @Override
    public boolean add(ReleaseRecord record, String manifest) {
        Texts.require("a release's version", record.version(), VERSION_CHARACTERS);
        Texts.require("a manifest", manifest, Integer.MAX_VALUE);
        return store.callUnlessTaken("add a release", connection -> {
                    locked(connection);
                    insert(connection, record);
                    insert(connection, record.version(), manifest);
                    return true;
                })
                .orElse(false);
    }

    @Override
    public boolean makeCurrent(String version) {
        return isVersion(version)
                && store.call("make a release current", connection -> {
                    locked(connection);
                    return update(
                                    connection,
                                    "UPDATE releases SET turn = (SELECT MAX(turn) + 1 FROM releases) WHERE version = ?",
                                    version)
                            == 1;
                });
    }

    @Override
    public boolean delete(String version) {
        return isVersion(version)
                && store.call("delete a release", connection -> {
                    if (locked(connection).stream()
                            .anyMatch(release ->
                                    release.current() && release.version().equals(version))) {
                        return false;
                    }
                    update(connection, "DELETE FROM release_manifests WHERE version = ?", version);
                    return update(connection, "DELETE FROM releases WHERE version = ?", version) == 1;
                });
    }

    /** Nobody else changes them until the transaction is over: which one is current depends on them all. */
    private static List<ReleaseRecord> locked(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement();
                ResultSet rows = lock.executeQuery("SELECT version FROM releases ORDER BY version FOR UPDATE")) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
        return list(connection);
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty() && text.length() <= VERSION_CHARACTERS && text.indexOf('\0') < 0;
    }

    private static List<ReleaseRecord> list(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows =
                        select.executeQuery("SELECT version, published_at, files, bytes, manifest, manifest_bytes,"
                                + " signature, turn FROM releases ORDER BY number, version")) {
            List<ReleaseRecord> records = new ArrayList<>();
            long lastTurn = 0;
            int current = -1;
            while (rows.next()) {
                if (rows.getLong(8) > lastTurn) {
                    lastTurn = rows.getLong(8);
                    current = records.size();
                }
                records.add(record(rows));
            }
            if (current >= 0) {
                records.set(current, asCurrent(records.get(current)));
            }
            return records;
        }
    }

    private static ReleaseRecord record(ResultSet rows) throws SQLException {
        return new ReleaseRecord(
                rows.getString(1),
                rows.getLong(2),
                rows.getInt(3),
                rows.getLong(4),
                rows.getString(5),
                rows.getInt(6),
                rows.getString(7),
                false);
    }

    private static ReleaseRecord asCurrent(ReleaseRecord release) {
        return new ReleaseRecord(
                release.version(),
                release.publishedMillis(),
                release.files(),
                release.bytes(),
                release.manifest(),
                release.manifestBytes(),
                release.signature(),
                true);
    }

    private static Optional<String> manifest(Connection connection, String version) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT content FROM release_manifests WHERE version = ? ORDER BY part")) {
            select.setString(1, version);
            StringBuilder text = new StringBuilder();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    text.append(rows.getString(1));
                }
            }
            return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
        }
    }

    private static void insert(Connection connection, ReleaseRecord record) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO releases (version, number, turn,"
                + " published_at, files, bytes, manifest, manifest_bytes, signature)"
                + " SELECT ?, COALESCE(MAX(number), 0) + 1, CASE WHEN ? = 1 THEN COALESCE(MAX(turn), 0) + 1 ELSE 0 END,"
                + " ?, ?, ?, ?, ?, ? FROM releases")) {
            insert.setString(1, record.version());
            insert.setLong(2, record.current() ? 1 : 0);
            insert.setLong(3, record.publishedMillis());
            insert.setLong(4, record.files());
            insert.setLong(5, record.bytes());
            insert.setString(6, record.manifest());
            insert.setLong(7, record.manifestBytes());
            insert.setString(8, record.signature());
            insert.executeUpdate();
        }
    }

    private static void insert(Connection connection, String version, String manifest) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO release_manifests (version, part, content) VALUES (?, ?, ?)")) {
            int part = 0;
            for (int from = 0; from < manifest.length(); part++) {
                int to = Math.min(manifest.length(), from + PART_CHARACTERS);
                if (to < manifest.length() && Character.isHighSurrogate(manifest.charAt(to - 1))) {
                    to--; // half a character is none to a database
                }
                insert.setString(1, version);
                insert.setLong(2, part);
                insert.setString(3, manifest.substring(from, to));
                insert.executeUpdate();
                from = to;
            }
        }
    }

    private static int update(Connection connection, String sql, String version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, version);
            return statement.executeUpdate();
        }
    }
}
