package io.patchbay.store.internal;

import io.patchbay.api.node.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.jdbc.DataSourceFactory;

/** Knows how to open the database, and what it must hold before anybody uses it. Immutable. */
final class Connector {
    static final String SUPER_SERVICE = "superService"; // owt-server 1.4

    private final StoreSettings settings;
    private final Path folder;
    private final Credentials credentials;
    private final Clock clock;
    private final Drivers drivers;
    private final Migrations migrations;
    private final DatabaseUrl url;

    Connector(
            StoreSettings settings,
            Path folder,
            Credentials credentials,
            Clock clock,
            Drivers drivers,
            Migrations migrations) {
        this.settings = settings;
        this.folder = folder;
        this.credentials = credentials;
        this.clock = clock;
        this.drivers = drivers;
        this.migrations = migrations;
        try {
            this.url = new DatabaseUrl(
                    settings.url(), settings.user(), settings.password(), folder, settings.connectionTimeoutMillis());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(StoreSettings.PID + ": url " + wrong.getMessage(), wrong);
        }
    }

    /** An open database, and the keys that it holds. */
    record Connected(Database database, KeyRing keys) {}

    DatabaseUrl url() {
        return url;
    }

    Path folder() {
        return folder;
    }

    /** Number of the newest layout that this version knows. */
    int layout() {
        return migrations.newest();
    }

    Connected connect() throws SQLException, IOException {
        DataSourceFactory driver = drivers.find(url.kind().driverClass())
                .orElseThrow(() -> new IllegalStateException(
                        "the JDBC driver " + url.kind().driverClass() + " is not installed"));
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Optional<Path> file = url.file();
        if (file.isPresent()) {
            new H2File(file.get()).nameNewestCommit();
        }
        KeyRing[] keys = new KeyRing[1];
        Database database = Database.open(url, settings, driver, connection -> {
            migrations.apply(connection, clock.millis());
            keys[0] = prepare(connection);
            return keys[0];
        });
        return new Connected(database, keys[0]);
    }

    /** Makes what must be there: the super service of this node's credentials, and the signing keys. */
    KeyRing prepare(Connection connection) throws SQLException {
        if (!changeSuperService(connection) && !addSuperService(connection, SUPER_SERVICE)) {
            // nodes with credentials of their own share this database: the first has the name
            addSuperService(connection, SUPER_SERVICE + "-" + credentials.superServiceId());
        }
        return KeyRing.load(connection, clock.millis());
    }

    /** Writes even if nothing has changed: a database that cannot write is not open. */
    private boolean changeSuperService(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE services SET secret = ? WHERE id = ?")) {
            update.setString(1, credentials.superServiceKey());
            update.setString(2, credentials.superServiceId());
            return update.executeUpdate() == 1;
        }
    }

    private boolean addSuperService(Connection connection, String name) throws SQLException {
        try (PreparedStatement taken = connection.prepareStatement("SELECT id FROM services WHERE name = ?")) {
            taken.setString(1, name);
            try (var rows = taken.executeQuery()) {
                if (rows.next()) {
                    return false;
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO services (id, name, secret, created_at) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, credentials.superServiceId());
            insert.setString(2, name);
            insert.setString(3, credentials.superServiceKey());
            insert.setLong(4, clock.millis());
            return insert.executeUpdate() == 1;
        }
    }
}
