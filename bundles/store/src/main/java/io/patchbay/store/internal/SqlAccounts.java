package io.patchbay.store.internal;

import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.AccountRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The lobby's accounts in the database. Thread-safe. */
@Component(service = AccountRecords.class)
public final class SqlAccounts implements AccountRecords {
    private static final String SELECT = "SELECT id, password_hash, enabled, created_at FROM lobby_accounts";
    private static final int MAX_ID = 64;
    private static final int MAX_HASH = 300;

    private final Store store;

    @Activate
    public SqlAccounts(@Reference Store store) {
        this.store = store;
    }

    @Override
    public boolean create(AccountRecord account) {
        Texts.require("an account's id", account.id(), MAX_ID);
        Texts.require("a password's hash", account.passwordHash(), MAX_HASH);
        return store.callUnlessTaken("create an account", connection -> {
                    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lobby_accounts"
                            + " (id, password_hash, enabled, created_at) VALUES (?, ?, ?, ?)")) {
                        insert.setString(1, account.id());
                        insert.setString(2, account.passwordHash());
                        insert.setInt(3, account.enabled() ? 1 : 0);
                        insert.setLong(4, account.createdAt());
                        return insert.executeUpdate();
                    }
                })
                .isPresent();
    }

    @Override
    public Optional<AccountRecord> find(String id) {
        return isId(id) ? store.call("find an account", connection -> find(connection, id)) : Optional.empty();
    }

    @Override
    public List<AccountRecord> list(String after, int limit) {
        return store.call("list the accounts", connection -> {
            try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id > ? ORDER BY id LIMIT ?")) {
                select.setString(1, after);
                select.setInt(2, limit);
                List<AccountRecord> accounts = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        accounts.add(account(rows));
                    }
                }
                return accounts;
            }
        });
    }

    @Override
    public Optional<AccountRecord> setPasswordHash(String id, String passwordHash) {
        Texts.require("a password's hash", passwordHash, MAX_HASH);
        return changed(id, "set a password", "UPDATE lobby_accounts SET password_hash = ? WHERE id = ?", update -> {
            update.setString(1, passwordHash);
            update.setString(2, id);
        });
    }

    @Override
    public boolean replacePasswordHash(String id, String expected, String passwordHash) {
        Texts.require("a password's hash", passwordHash, MAX_HASH);
        return isId(id)
                && store.call("replace a password's hash", connection -> {
                    try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE lobby_accounts SET password_hash = ? WHERE id = ? AND password_hash = ?")) {
                        update.setString(1, passwordHash);
                        update.setString(2, id);
                        update.setString(3, expected);
                        return update.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public Optional<AccountRecord> setEnabled(String id, boolean enabled) {
        return changed(
                id, "enable or disable an account", "UPDATE lobby_accounts SET enabled = ? WHERE id = ?", update -> {
                    update.setInt(1, enabled ? 1 : 0);
                    update.setString(2, id);
                });
    }

    @Override
    public Optional<AccountRecord> delete(String id) {
        if (!isId(id)) {
            return Optional.empty();
        }
        return store.call("delete an account", connection -> {
            Optional<AccountRecord> account = find(connection, id);
            boolean deleted = deleteAccount(connection, id); // first, in the order in which a login locks
            for (String table : List.of("lobby_sessions", "lobby_addresses", "lobby_players")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE account = ?")) {
                    delete.setString(1, id);
                    delete.executeUpdate();
                }
            }
            return deleted ? account : Optional.<AccountRecord>empty();
        });
    }

    private static boolean deleteAccount(Connection connection, String id) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM lobby_accounts WHERE id = ?")) {
            delete.setString(1, id);
            return delete.executeUpdate() == 1;
        }
    }

    /** Fills in the parameters of a statement. */
    private interface Parameters {
        void to(PreparedStatement statement) throws SQLException;
    }

    private Optional<AccountRecord> changed(String id, String what, String sql, Parameters parameters) {
        if (!isId(id)) {
            return Optional.empty();
        }
        return store.call(what, connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                parameters.to(update);
                return update.executeUpdate() == 1 ? find(connection, id) : Optional.<AccountRecord>empty();
            }
        });
    }

    private static Optional<AccountRecord> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(account(rows)) : Optional.empty();
            }
        }
    }

    private static AccountRecord account(ResultSet row) throws SQLException {
        return new AccountRecord(row.getString(1), row.getString(2), row.getInt(3) != 0, row.getLong(4));
    }

    /** PostgreSQL refuses a text with U+0000, and no id is longer. */
    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID && id.indexOf('\0') < 0;
    }
}
