package io.patchbay.store.internal;

import io.patchbay.api.store.SessionRecord;
import io.patchbay.api.store.SessionRecords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The lobby's tokens in the database. Thread-safe. */
@Component(service = SessionRecords.class)
public final class SqlSessions implements SessionRecords {
    private static final int HASH = 64;
    private static final int ENDPOINT = 300;

    private final Store store;

    @Activate
    public SqlSessions(@Reference Store store) {
        this.store = store;
    }

    @Override
    public boolean begin(SessionRecord session, String passwordHash, int most) {
        checked(session);
        Optional<Boolean> begun = tryToBegin(session, passwordHash, most);
        return begun.isPresent()
                ? begun.get()
                : tryToBegin(session, passwordHash, most).orElse(false);
    }

    /** Empty if the same account has just logged in from the same new address: then that is known now. */
    private Optional<Boolean> tryToBegin(SessionRecord session, String passwordHash, int most) {
        return store.callUnlessTaken("begin a session", connection -> {
            if (!mayBegin(connection, session.account(), passwordHash)) {
                return false;
            }
            insert(connection, session);
            remember(connection, session);
            forgetAllBut(connection, "lobby_sessions", "used_at", session.account(), most);
            forgetAllBut(connection, "lobby_addresses", "seen_at", session.account(), most);
            return true;
        });
    }

    @Override
    public Optional<SessionRecord> find(String tokenHash) {
        if (tokenHash.length() != HASH || tokenHash.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return store.call("find a session", connection -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT token_hash, family, account, address,"
                    + " endpoint, used_at, refreshed_at FROM lobby_sessions WHERE token_hash = ?")) {
                select.setString(1, tokenHash);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(session(row)) : Optional.<SessionRecord>empty();
                }
            }
        });
    }

    @Override
    public boolean isKnown(String account, String address) {
        return store.call("find an address", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT 1 FROM lobby_addresses WHERE account = ? AND address = ?")) {
                select.setString(1, account);
                select.setString(2, address);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Override
    public boolean refresh(String tokenHash, SessionRecord successor) {
        checked(successor);
        return store.call("refresh a session", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE lobby_sessions SET refreshed_at = ? WHERE token_hash = ? AND refreshed_at = 0")) {
                update.setLong(1, successor.usedAt());
                update.setString(2, tokenHash);
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            insert(connection, successor);
            return true;
        });
    }

    @Override
    public void touch(Map<String, Long> usedAt) {
        store.call("note uses of sessions", connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE lobby_sessions SET used_at = ? WHERE token_hash = ? AND used_at < ?")) {
                for (Map.Entry<String, Long> use : new TreeMap<>(usedAt).entrySet()) { // all in one order
                    update.setLong(1, use.getValue());
                    update.setString(2, use.getKey());
                    update.setLong(3, use.getValue());
                    update.addBatch();
                }
                return update.executeBatch();
            }
        });
    }

    @Override
    public int revokeFamily(String family) {
        return store.call(
                "revoke sessions",
                connection -> delete(connection, "DELETE FROM lobby_sessions WHERE family = ?", family));
    }

    @Override
    public int revokeAccount(String account) {
        return store.call(
                "revoke sessions",
                connection -> delete(connection, "DELETE FROM lobby_sessions WHERE account = ?", account));
    }

    @Override
    public int purge(long usedBefore, int most) {
        return store.call("remove sessions", connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM lobby_sessions WHERE token_hash IN"
                    + " (SELECT token_hash FROM lobby_sessions WHERE used_at < ? ORDER BY used_at LIMIT ?)")) {
                delete.setLong(1, usedBefore);
                delete.setInt(2, most);
                return delete.executeUpdate();
            }
        });
    }

    private static void checked(SessionRecord session) {
        Texts.require("an endpoint", session.endpoint(), ENDPOINT);
    }

    private static void insert(Connection connection, SessionRecord session) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lobby_sessions (token_hash, family,"
                + " account, address, endpoint, used_at, refreshed_at) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, session.tokenHash());
            insert.setString(2, session.family());
            insert.setString(3, session.account());
            insert.setString(4, session.address());
            insert.setString(5, session.endpoint());
            insert.setLong(6, session.usedAt());
            insert.setLong(7, session.refreshedAt());
            insert.executeUpdate();
        }
    }

    private static void remember(Connection connection, SessionRecord session) throws SQLException {
        String update = "UPDATE lobby_addresses SET seen_at = ? WHERE account = ? AND address = ?";
        String insert = "INSERT INTO lobby_addresses (seen_at, account, address) VALUES (?, ?, ?)";
        for (String sql : new String[] {update, insert}) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, session.usedAt());
                statement.setString(2, session.account());
                statement.setString(3, session.address());
                if (statement.executeUpdate() > 0) {
                    return;
                }
            }
        }
    }

    private static void forgetAllBut(Connection connection, String table, String time, String account, int most)
            throws SQLException {
        String newest =
                "SELECT " + time + " FROM " + table + " WHERE account = ? ORDER BY " + time + " DESC LIMIT 1 OFFSET ?";
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + table + " WHERE account = ? AND " + time + " <= (" + newest + ")")) {
            delete.setString(1, account);
            delete.setString(2, account);
            delete.setInt(3, most);
            delete.executeUpdate();
        }
    }

    /** Locks the account: whoever changes it meanwhile waits, and then sees this session among those that have to end. */
    private static boolean mayBegin(Connection connection, String account, String passwordHash) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT password_hash FROM lobby_accounts WHERE id = ? AND enabled = 1 FOR UPDATE")) {
            select.setString(1, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getString(1).equals(passwordHash);
            }
        }
    }

    private static int delete(Connection connection, String sql, String text) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, text);
            return delete.executeUpdate();
        }
    }

    private static SessionRecord session(ResultSet row) throws SQLException {
        return new SessionRecord(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7));
    }
}
