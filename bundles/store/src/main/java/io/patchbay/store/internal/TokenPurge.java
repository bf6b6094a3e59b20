package io.patchbay.store.internal;

import io.patchbay.api.store.StoreException;
import io.patchbay.support.Threads;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes tokens some time after their life is over, a bounded number in each transaction. Thread-safe. */
final class TokenPurge implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenPurge.class);
    private static final int BATCHES_IN_A_ROW = 100; // so that closing does not wait for a long one
    private static final String NTH_EXPIRED =
            "SELECT expires_at FROM tokens WHERE expires_at <= ? ORDER BY expires_at LIMIT 1 OFFSET ?";
    private static final String DELETE = "DELETE FROM tokens WHERE expires_at <= ?"; // by the index, on every database

    private final Store store;
    private final ScheduledExecutorService timer = Threads.timer("store-purge");
    private volatile boolean closing;

    TokenPurge(Store store) {
        this.store = store;
        long interval = store.settings().purgeIntervalMillis();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::run, interval, interval, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closing = true;
        Threads.close(timer, Duration.ofSeconds(1));
    }

    private void run() {
        try {
            for (int i = 0;
                    i < BATCHES_IN_A_ROW && !closing && store.blockedBy().isEmpty();
                    i++) {
                int removed = store.transaction("purge tokens", this::removeSome);
                if (removed > 0) {
                    LOG.debug("Purged {} tokens", removed);
                }
                if (removed < store.settings().purgeBatchRows()) {
                    return;
                }
            }
        } catch (StoreException failed) {
            LOG.debug("Purging goes on when the database is back", failed);
        } catch (RuntimeException failed) {
            LOG.error("Tokens could not be purged", failed);
        }
    }

    private int removeSome(Connection connection) throws SQLException {
        long over = store.clock().millis() - store.settings().expiredKeptMillis();
        try (PreparedStatement nth = connection.prepareStatement(NTH_EXPIRED);
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            nth.setLong(1, over);
            nth.setInt(2, store.settings().purgeBatchRows() - 1);
            try (ResultSet rows = nth.executeQuery()) {
                delete.setLong(1, rows.next() ? rows.getLong(1) : over);
            }
            return delete.executeUpdate();
        }
    }
}
