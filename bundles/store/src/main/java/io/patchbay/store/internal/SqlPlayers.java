package io.patchbay.store.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.store.PlayerRecord;
import io.patchbay.api.store.PlayerRecords;
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

/** The lobby's players in the database. Thread-safe. */
@Component(service = PlayerRecords.class)
public final class SqlPlayers implements PlayerRecords {
    private static final String SELECT = "SELECT account, level, score, fields, version FROM lobby_players";

    private final Store store;

    @Activate
    public SqlPlayers(@Reference Store store) {
        this.store = store;
    }

    @Override
    public PlayerRecord find(String account) {
        return store.call("find a player", connection -> find(connection, account));
    }

    @Override
    public long betterThan(PlayerRecord player) {
        return store.call("rank a player", connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT COUNT(*) FROM lobby_players WHERE score > ? OR (score = ? AND account < ?)")) {
                select.setLong(1, player.score());
                select.setLong(2, player.score());
                select.setString(3, player.account());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    @Override
    public List<PlayerRecord> ranking(long offset, int limit) {
        return store.call("rank the players", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(SELECT + " ORDER BY score DESC, account LIMIT ? OFFSET ?")) {
                select.setInt(1, limit);
                select.setLong(2, offset);
                List<PlayerRecord> players = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        players.add(player(rows));
                    }
                }
                return players;
            }
        });
    }

    @Override
    public Optional<PlayerRecord> setStanding(String account, int level, long score) {
        return changed(account, "set a player's standing", connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE lobby_players SET level = ?, score = ? WHERE account = ?")) {
                update.setInt(1, level);
                update.setLong(2, score);
                update.setString(3, account);
                return update.executeUpdate() == 1;
            }
        });
    }

    @Override
    public Optional<PlayerRecord> setFields(String account, Attributes fields, long expectedVersion) {
        String text = Texts.require("a player's fields", Json.text(fields), Texts.LONG);
        return changed(account, "set a player's fields", connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE lobby_players SET fields = ?,"
                    + " version = version + 1 WHERE account = ? AND version = ?")) {
                update.setString(1, text);
                update.setString(2, account);
                update.setLong(3, expectedVersion);
                return update.executeUpdate() == 1;
            }
        });
    }

    /** Has a row to change, if there is the account; empty if nothing was changed. */
    private Optional<PlayerRecord> changed(String account, String what, Work<Boolean> change) {
        Work<Optional<PlayerRecord>> work = connection -> {
            addIfMissing(connection, account);
            return change.with(connection) ? Optional.of(find(connection, account)) : Optional.empty();
        };
        // if another has added the row meanwhile, it is there now
        return store.callUnlessTaken(what, work).orElseGet(() -> store.call(what, work));
    }

    private static void addIfMissing(Connection connection, String account) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO lobby_players"
                + " (account, level, score, fields, version) SELECT id, 0, 0, '{}', 0 FROM lobby_accounts WHERE id = ?"
                + " AND NOT EXISTS (SELECT 1 FROM lobby_players WHERE account = ?)")) {
            insert.setString(1, account);
            insert.setString(2, account);
            insert.executeUpdate();
        }
    }

    private static PlayerRecord find(Connection connection, String account) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + " WHERE account = ?")) {
            select.setString(1, account);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? player(rows) : PlayerRecord.fresh(account);
            }
        }
    }

    private static PlayerRecord player(ResultSet row) throws SQLException {
        return new PlayerRecord(
                row.getString(1), row.getInt(2), row.getLong(3), Json.attributes(row.getString(4)), row.getLong(5));
    }
}
