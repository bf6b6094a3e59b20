package io.patchbay.lobby.internal;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Threads on which the lobby waits for the database: so those that hash never do. Thread-safe. */
@Component(service = LobbyThreads.class)
public final class LobbyThreads implements Executor, AutoCloseable {
    private static final int THREADS = 4; // of the store's own there are hardly more
    private static final int WAITING = 2_048;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ThreadPoolExecutor pool = Threads.pool("lobby", THREADS, WAITING);

    @Activate
    public LobbyThreads() {
        // threads begin when there is something to do
    }

    /** @throws java.util.concurrent.RejectedExecutionException if too much waits already */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** The same for something that has a result; a queue that is full, or a database that is away, is in the stage. */
    public <T> CompletionStage<T> ask(Supplier<T> task) {
        try {
            return CompletableFuture.supplyAsync(task, this);
        } catch (RuntimeException full) {
            return CompletableFuture.failedStage(full);
        }
    }

    @Override
    @Deactivate
    public void close() {
        Threads.close(pool, PATIENCE);
    }
}
