package io.patchbay.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.patchbay.support.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections to a database of the right layout; once one of them has failed, it is closed and another made. Thread-safe. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long OPENING_MARK = 0x7061746368626179L; // a PostgreSQL advisory lock of our own: "patchbay"
    private static final int OPENING_MILLIS = 60_000;
    private static final int LONG_MILLIS = 15 * 60_000;
    private static final Executor AT_ONCE = Runnable::run; // setNetworkTimeout needs one

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects and prepares the contents, all by one connection before any other.
     *
     * @param preparation makes the layout and what must be there; nodes that open a PostgreSQL database at once do it one after
     *     the other
     */
    static Database open(DatabaseUrl url, StoreSettings settings, DataSourceFactory driver, Work<?> preparation)
            throws SQLException {
        DataSource source = driver.createDataSource(url.properties());
        try (Connection first = source.getConnection()) {
            first.setAutoCommit(false);
            if (url.kind() == DatabaseUrl.Kind.POSTGRESQL) {
                first.setNetworkTimeout(AT_ONCE, OPENING_MILLIS); // another node may be at it
                try (PreparedStatement lock = first.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                    lock.setLong(1, OPENING_MARK);
                    lock.execute();
                }
            }
            transaction(first, preparation);
            HikariDataSource pool = new HikariDataSource(pool(url, settings, source));
            try {
                pool.getConnection().close(); // makes one that stays: an H2 database closes with its last
                return new Database(pool);
            } catch (SQLException failed) {
                pool.close();
                throw failed;
            }
        }
    }

    /** Runs the work and commits it, or rolls it back. */
    <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return transaction(connection, work);
        }
    }

    /** The same for work that may take minutes, and sees the database as it was when it began. */
    <T> T snapshot(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(AT_ONCE, LONG_MILLIS);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            return transaction(connection, work);
        }
    }

    /** Closes every connection, within seconds. */
    @Override
    public void close() {
        pool.close();
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.with(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failed) {
            try {
                connection.rollback();
            } catch (SQLException broken) {
                failed.addSuppressed(broken); // the connection is gone, and with it what was not committed
            }
            throw failed;
        }
    }

    private static HikariConfig pool(DatabaseUrl url, StoreSettings settings, DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source); // never by class name: Hikari could load any from anywhere
        config.setPoolName("patchbay-store");
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(settings.connectionTimeoutMillis());
        config.setValidationTimeout(settings.connectionTimeoutMillis());
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setThreadFactory(Threads.named("store-pool"));
        if (url.kind() == DatabaseUrl.Kind.H2) {
            config.setMaxLifetime(0); // the database would close with its last connection
            config.setMinimumIdle(1);
            config.setIdleTimeout(0);
        } else {
            config.setMinimumIdle(2);
        }
        LOG.debug("Opening a pool for {}", url);
        return config;
    }
}
