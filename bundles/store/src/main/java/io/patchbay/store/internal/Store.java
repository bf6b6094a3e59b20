package io.patchbay.store.internal;

import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.node.ReadinessCheck;
import io.patchbay.api.store.StoreException;
import io.patchbay.support.Backoff;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database, and opens it again whenever it has failed: until then every call is refused at once. Thread-safe; opening is
 * confined to the timer's thread.
 */
@Component(
        service = {Store.class, ReadinessCheck.class},
        property = ReadinessCheck.NAME + "=store")
public final class Store implements ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final int ATTEMPTS = 4; // of a transaction that met another

    private final StoreSettings settings;
    private final Clock clock;
    private final Connector connector;
    private final Calls calls;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new Random());
    private final ScheduledExecutorService timer = Threads.timer("store");
    private final AtomicReference<State> state =
            new AtomicReference<>(new Waiting("it is being opened", Optional.empty()));
    private final ReadWriteLock replacing = new ReentrantReadWriteLock();
    private final AtomicLong replacements = new AtomicLong();
    private final AtomicReference<Optional<KeyRing>> keys = new AtomicReference<>(Optional.empty());
    private String lastComplaint = ""; // confined to the timer's thread, like the failures
    private int failures;

    private sealed interface State {}

    private record Open(Database database) implements State {}

    /** Refuses every call for a reason; the broken database is still to be closed. */
    private record Waiting(String reason, Optional<Database> broken) implements State {}

    @Activate
    public Store(
            @Reference StoreSettings settings,
            @Reference NodeFolders folders,
            @Reference Credentials credentials,
            @Reference Clock clock,
            @Reference Drivers drivers) {
        this(
                settings,
                folders.data().resolve("store"),
                credentials,
                clock,
                drivers,
                new Migrations(Migrations.SCRIPTS));
    }

    Store(
            StoreSettings settings,
            Path folder,
            Credentials credentials,
            Clock clock,
            Drivers drivers,
            Migrations migrations) {
        this.settings = settings;
        this.clock = clock;
        this.connector = new Connector(settings, folder, credentials, clock, drivers, migrations);
        this.calls = new Calls(settings);
        timer.execute(this::tryToOpen);
    }

    StoreSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    /** Knows the layout, and the node's folder for the store's files, which exists once the store has been open. */
    Connector connector() {
        return connector;
    }

    /** How often much of the contents was replaced: what was remembered before the last time is void. */
    long replacements() {
        return replacements.get();
    }

    /** Voids all that was remembered. */
    void forgetAll() {
        replacements.incrementAndGet();
    }

    /**
     * The signing keys; known, once read, even while the database is away.
     *
     * @throws StoreException if the database has not been open yet
     */
    KeyRing keys(String what) {
        return keys.get().orElseThrow(() -> away(what));
    }

    @Override
    public Optional<String> blockedBy() {
        return state.get() instanceof Waiting waiting ? Optional.of(waiting.reason()) : Optional.empty();
    }

    /**
     * Runs the work in a transaction on one of the store's threads, and waits for it.
     *
     * @param what completes the sentence "cannot …"
     * @throws StoreException if the database is away or refuses, or takes too long
     */
    <T> T call(String what, Work<T> work) {
        open(what); // refuses at once
        return calls.call(what, () -> transaction(what, work));
    }

    /** Like {@link #call}, but empty if a row with that key is there already. */
    <T> Optional<T> callUnlessTaken(String what, Work<T> work) {
        try {
            return Optional.of(call(what, work));
        } catch (StoreException failed) {
            if (failed.getCause() instanceof SQLException cause && SqlFailure.of(cause) == SqlFailure.TAKEN) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Like {@link #call}, but without a limit to the time that it takes, and on the database as it is now. */
    <T> T snapshot(String what, Work<T> work) {
        return calls.patiently(what, () -> slowly(what, work));
    }

    /** Runs work that replaces the whole contents, while nobody else on this node uses them. */
    void replace(String what, Work<?> work) {
        calls.patiently(what, () -> {
            replacing.writeLock().lock();
            try {
                KeyRing restored = slowly(what, connection -> {
                    work.with(connection);
                    return connector.prepare(connection);
                });
                keys.set(Optional.of(restored));
                forgetAll();
                return restored;
            } finally {
                replacing.writeLock().unlock();
            }
        });
    }

    /**
     * Runs the work in a transaction on this thread, again if another transaction was in its way. Only for the store's own
     * threads, which nobody interrupts: an interrupt during a write would close an H2 database.
     */
    <T> T transaction(String what, Work<T> work) {
        lockContents(what);
        try {
            Open open = open(what);
            for (int attempt = 1; ; attempt++) {
                try {
                    return open.database().transaction(work);
                } catch (SQLException failed) {
                    if (SqlFailure.of(failed) != SqlFailure.CONFLICT || attempt == ATTEMPTS) {
                        throw refusal(what, open, failed);
                    }
                }
            }
        } finally {
            replacing.readLock().unlock();
        }
    }

    @Deactivate
    void close() {
        calls.close();
        State last = state.getAndSet(new Waiting("it is closing", Optional.empty()));
        Threads.close(timer, Duration.ofMillis(settings.connectionTimeoutMillis() + 500));
        if (last instanceof Open open) {
            open.database().close();
        } else if (last instanceof Waiting waiting) {
            waiting.broken().ifPresent(Database::close);
        }
    }

    private <T> T slowly(String what, Work<T> work) {
        Open open = open(what);
        try {
            return open.database().snapshot(work);
        } catch (SQLException failed) {
            throw refusal(what, open, failed);
        }
    }

    private void lockContents(String what) {
        try {
            if (replacing.readLock().tryLock(settings.connectionTimeoutMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        throw new StoreException("cannot " + what + ": a backup is being restored", true, null);
    }

    private Open open(String what) {
        if (state.get() instanceof Open open) {
            return open;
        }
        throw away(what);
    }

    private StoreException away(String what) {
        return new StoreException(
                "cannot " + what + ": the database is away: " + blockedBy().orElse("it has just come back"),
                true,
                null);
    }

    /** What the caller is told; the first one to see that the database is away has it opened again. */
    private StoreException refusal(String what, Open used, SQLException failed) {
        SqlFailure failure = SqlFailure.of(failed);
        String reason = connector.url().hide(SqlFailure.reasonOf(failed));
        if (failure == SqlFailure.AWAY
                && state.compareAndSet(used, new Waiting(reason, Optional.of(used.database())))) {
            LOG.warn("The database {} is away: {}", connector.url(), reason);
            try {
                timer.execute(this::tryToOpen);
            } catch (RejectedExecutionException closing) {
                LOG.debug("Not opened again: the store is closing", closing);
            }
        }
        boolean secret = connector.url().betrays(String.valueOf(failed));
        return new StoreException("cannot " + what + ": " + reason, failure.retryable(), secret ? null : failed);
    }

    private void tryToOpen() {
        if (!(state.get() instanceof Waiting waiting) || timer.isShutdown()) {
            return;
        }
        waiting.broken().ifPresent(Database::close);
        try {
            Connector.Connected connected = connector.connect();
            keys.set(Optional.of(connected.keys()));
            if (state.compareAndSet(waiting, new Open(connected.database()))) {
                failures = 0;
                lastComplaint = "";
                LOG.info("The database {} is open", connector.url());
            } else {
                connected.database().close();
            }
        } catch (SQLException | IOException | RuntimeException failed) {
            retryOpening(waiting, connector.url().hide(SqlFailure.reasonOf(failed)));
        }
    }

    private void retryOpening(Waiting waiting, String reason) {
        if (!reason.equals(lastComplaint)) {
            lastComplaint = reason;
            LOG.warn("The database {} cannot be opened: {}", connector.url(), reason);
        }
        state.compareAndSet(waiting, new Waiting(reason, Optional.empty()));
        try {
            ScheduledFuture<?> unused =
                    timer.schedule(this::tryToOpen, backoff.after(failures++).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Not tried again: the store is closing", closing);
        }
    }
}
