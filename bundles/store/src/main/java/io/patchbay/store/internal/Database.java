package io.patchbay.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.patchbay.support.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
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
    private final Optional<Connection>
            opened; // an H2 database closes with its last connection, or at a word from this one
    private final boolean inFile;

    private Database(HikariDataSource pool, Optional<Connection> opened, boolean inFile) {
        this.pool = pool;
        this.opened = opened;
        this.inFile = inFile;
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
        boolean local = url.kind() == DatabaseUrl.Kind.H2;
        Connection first = source.getConnection();
        try {
            first.setAutoCommit(false);
            if (!local) {
                first.setNetworkTimeout(AT_ONCE, OPENING_MILLIS); // another node may be at it
                try (PreparedStatement lock = first.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                    lock.setLong(1, OPENING_MARK);
                    lock.execute();
                }
            }
            transaction(first, preparation);
            if (local) {
                first.setAutoCommit(true);
                DataSource joining = new JoiningSource(driver.createDataSource(url.propertiesToJoin()), first);
                return new Database(
                        working(pool(url, settings, joining)),
                        Optional.of(first),
                        url.file().isPresent());
            }
            first.close();
            return new Database(working(pool(url, settings, source)), Optional.empty(), false);
        } catch (SQLException | RuntimeException failed) {
            close(first, url.file().isPresent());
            throw failed;
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
        opened.ifPresent(connection -> close(connection, inFile));
    }

    /** At once if in a file: H2 otherwise compacts it, and if there is no room for that, it may lose everything. */
    private static void close(Connection connection, boolean inFile) {
        try (connection) {
            if (inFile) {
                try (Statement shutdown = connection.createStatement()) {
                    shutdown.execute("SHUTDOWN IMMEDIATELY");
                }
            }
        } catch (SQLException broken) {
            LOG.debug("A connection was broken before it was closed", broken);
        }
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

    private static HikariDataSource working(HikariConfig config) throws SQLException {
        HikariDataSource pool = new HikariDataSource(config);
        try {
            pool.getConnection().close();
            return pool;
        } catch (SQLException failed) {
            pool.close();
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
            config.setMaxLifetime(0);
            config.setMinimumIdle(1);
            config.setIdleTimeout(0);
        } else {
            config.setMinimumIdle(2);
        }
        LOG.debug("Opening a pool for {}", url);
        return config;
    }
}
