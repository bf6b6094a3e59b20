package io.patchbay.store.internal;

import io.patchbay.api.store.Claim;
import io.patchbay.api.store.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The tokens' rows within one transaction. Confined to one thread. */
final class TokenTable implements AutoCloseable {
    private static final String INSERT =
            "INSERT INTO tokens (id, code, service, room, user_name, role_name, origin, host,"
                    + " secure, expires_at, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ISSUED')";
    private static final String SELECT = "SELECT id, code, service, room, user_name, role_name, origin, host,"
            + " secure, expires_at, state FROM tokens WHERE id = ?";
    private static final String CLAIM = "UPDATE tokens SET state = 'CLAIMED', claimant = ?, claimed_until = ?"
            + " WHERE id = ? AND expires_at > ? AND (state = 'ISSUED' OR state = 'CLAIMED' AND claimed_until <= ?)";
    private static final String STILL_CLAIMED =
            " WHERE id = ? AND state = 'CLAIMED' AND claimant = ? AND claimed_until > ?";
    private static final String USE = "UPDATE tokens SET state = 'USED'" + STILL_CLAIMED;
    private static final String RELEASE = "UPDATE tokens SET state = 'ISSUED', claimant = NULL, claimed_until = NULL"
            + " WHERE id = ? AND state IN ('CLAIMED', 'USED') AND claimant = ? AND claimed_until > ?";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean inserted;

    TokenTable(Connection connection) {
        this.connection = connection;
    }

    /** Adds a row, with all others that are added, at the next {@link #flush}. */
    void insert(Token token) throws SQLException {
        PreparedStatement insert = prepare(INSERT);
        insert.setString(1, token.id());
        insert.setString(2, token.code());
        insert.setString(3, token.service());
        insert.setString(4, token.room());
        insert.setString(5, token.user());
        insert.setString(6, token.role());
        insert.setString(7, Json.text(token.origin()));
        insert.setString(8, token.host());
        insert.setInt(9, token.secure() ? 1 : 0);
        insert.setLong(10, token.expiresAtMillis());
        insert.addBatch();
        inserted = true;
    }

    /** Claims in one step if the token is there to be claimed, else finds out why not. */
    Claim claim(String id, String claimant, long now, long until) throws SQLException {
        PreparedStatement claim = prepare(CLAIM);
        claim.setString(1, claimant);
        claim.setLong(2, until);
        claim.setString(3, id);
        claim.setLong(4, now);
        claim.setLong(5, now);
        boolean claimed = claim.executeUpdate() == 1;
        PreparedStatement select = prepare(SELECT);
        select.setString(1, id);
        try (ResultSet rows = select.executeQuery()) {
            if (!rows.next()) {
                return new Claim.Invalid();
            }
            Token token = token(rows);
            if (claimed) {
                return new Claim.Claimed(token);
            }
            boolean used = rows.getString(11).equals("USED");
            return !used && token.expiresAtMillis() <= now ? new Claim.Expired() : new Claim.Invalid();
        }
    }

    boolean use(String id, String claimant, long now) throws SQLException {
        return change(USE, id, claimant, now);
    }

    boolean release(String id, String claimant, long now) throws SQLException {
        return change(RELEASE, id, claimant, now);
    }

    /** Writes the rows that were added. */
    void flush() throws SQLException {
        if (inserted) {
            prepare(INSERT).executeBatch();
            inserted = false;
        }
    }

    @Override
    public void close() throws SQLException {
        for (Statement statement : prepared.values()) {
            statement.close();
        }
    }

    private boolean change(String sql, String id, String claimant, long now) throws SQLException {
        PreparedStatement change = prepare(sql);
        change.setString(1, id);
        change.setString(2, claimant);
        change.setLong(3, now);
        return change.executeUpdate() == 1;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement statement = connection.prepareStatement(sql);
        prepared.put(sql, statement);
        return statement;
    }

    private static Token token(ResultSet rows) throws SQLException {
        return new Token(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                Json.attributes(rows.getString(7)),
                rows.getString(8),
                rows.getInt(9) != 0,
                rows.getLong(10));
    }
}
