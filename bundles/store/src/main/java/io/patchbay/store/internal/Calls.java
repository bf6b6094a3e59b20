package io.patchbay.store.internal;

import io.patchbay.api.store.StoreException;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Carries calls of others over to the store's own threads: whoever waits may be interrupted or give up, the database never is.
 * Thread-safe.
 */
final class Calls implements AutoCloseable {
    private static final int NEITHER_WRITER_NOR_PURGE_NOR_BACKUP = 3; // each uses one connection of its own
    private static final int WAITING = 256;
    private static final long WORKING_MILLIS = 8000; // a long list, or a service with many rooms to remove

    private final ExecutorService pool;
    private final ExecutorService patient = Threads.pool("store-backup", 1, 1);
    private final long boundMillis;

    Calls(StoreSettings settings) {
        this.pool = Threads.pool("store", settings.poolSize() - NEITHER_WRITER_NOR_PURGE_NOR_BACKUP, WAITING);
        this.boundMillis = settings.connectionTimeoutMillis() + WORKING_MILLIS;
    }

    /** @throws StoreException as the call does, or if it takes too long or too many wait */
    <T> T call(String what, Supplier<T> call) {
        return await(what, submit(what, pool, call::get), boundMillis);
    }

    /** The same for one call after another, without a bound. */
    <T> T patiently(String what, Supplier<T> call) {
        return await(what, submit(what, patient, call::get), Long.MAX_VALUE);
    }

    @Override
    public void close() {
        Threads.close(pool, Duration.ofSeconds(1));
        Threads.close(patient, Duration.ofMillis(500));
    }

    private static <T> Future<T> submit(String what, ExecutorService executor, Callable<T> call) {
        try {
            return executor.submit(call);
        } catch (RejectedExecutionException full) {
            throw new StoreException("cannot " + what + ": too many calls are waiting", true, full);
        }
    }

    private static <T> T await(String what, Future<T> answer, long millis) {
        try {
            if (Thread.interrupted()) { // a future that is done already would not look
                throw new InterruptedException();
            }
            return answer.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("cannot " + what, failed.getCause());
        } catch (TimeoutException late) {
            throw new StoreException("cannot " + what + ": no answer within " + millis + " ms", true, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreException("cannot " + what + ": the caller was interrupted", true, interrupted);
        } catch (CancellationException closing) {
            throw new StoreException("cannot " + what + ": the store is closing", true, closing);
        }
    }
}
