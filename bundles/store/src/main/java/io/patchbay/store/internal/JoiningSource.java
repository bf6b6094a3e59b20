package io.patchbay.store.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connects to an H2 database only as long as it is the one that was opened: H2 itself opens it again for whoever connects after it
 * has closed itself, and nobody would have looked at its file in between. Thread-safe.
 *
 * @param source connects, and does not write if it happens to open the database
 * @param opened the connection that has opened the database
 */
record JoiningSource(DataSource source, Connection opened) implements DataSource {
    @Override
    public Connection getConnection() throws SQLException {
        requireOpen();
        Connection joined = source.getConnection();
        try {
            requireOpen(); // then it was open all the time
            return joined;
        } catch (SQLException closed) {
            joined.close();
            throw closed;
        }
    }

    private void requireOpen() throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("VALUES 1");
        } catch (SQLException closed) {
            throw new SQLNonTransientConnectionException(SqlFailure.reasonOf(closed), "08003", closed);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("only for the user who has opened the database");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
