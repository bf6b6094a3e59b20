package io.patchbay.store.internal;

import io.patchbay.api.store.StoreException;
import io.patchbay.support.Threads;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the changes of many callers together: one thread takes what has arrived, writes it in one transaction and then answers
 * everyone, on other threads. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int CAPACITY = 8192;
    private static final int LARGEST = 512;
    private static final int ANSWERING = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Store store;
    private final Pace pace;
    private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final ExecutorService answers = Threads.pool("store-answers", ANSWERING, CAPACITY);
    private final Thread writer = Threads.named("store-writer").newThread(this::run);
    private volatile boolean closing;

    /** One row's change. It may be applied again after a failure, so that it must have no other effect. */
    interface Change<T> {
        T apply(TokenTable table) throws SQLException;
    }

    private static final class Waiting<T> { // confined to the writer's thread, but for the answer
        private final Change<T> change;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private T result;

        private Waiting(Change<T> change) {
            this.change = change;
        }

        private void apply(TokenTable table) throws SQLException {
            result = change.apply(table);
        }

        private void succeed() {
            answer.complete(result);
        }
    }

    GroupCommit(Store store) {
        this.store = store;
        this.pace = new Pace(TimeUnit.MILLISECONDS.toNanos(store.settings().commitIntervalMillis()), System.nanoTime());
        writer.start();
    }

    /** Completes once the change is committed; exceptionally, at once, if the database is away or too much waits. */
    <T> CompletionStage<T> submit(Change<T> change) {
        Optional<String> away = closing ? Optional.of("it is closing") : store.blockedBy();
        if (away.isPresent()) {
            return refused("the database is away: " + away.get());
        }
        Waiting<T> waiting = new Waiting<>(change);
        if (!queue.offer(waiting)) {
            return refused(CAPACITY + " changes are waiting");
        }
        if (closing && queue.remove(waiting)) { // the writer may be gone already
            return refused("it is closing");
        }
        return waiting.answer;
    }

    /** Commits what waits, for a bounded time; refuses the rest. */
    @Override
    public void close() {
        closing = true;
        queue.offer(new Waiting<>(table -> true)); // wakes the writer
        LockSupport.unpark(writer);
        try {
            writer.join(PATIENCE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        List<Waiting<?>> late = new ArrayList<>();
        queue.drainTo(late);
        fail(late, new StoreException("cannot write tokens: the store is closing", true, null));
        Threads.close(answers, Duration.ofMillis(500));
    }

    private static <T> CompletionStage<T> refused(String reason) {
        return CompletableFuture.failedFuture(new StoreException("cannot write tokens: " + reason, true, null));
    }

    private void run() {
        List<Waiting<?>> batch = new ArrayList<>(LARGEST);
        while (!closing || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
                gather();
                queue.drainTo(batch, LARGEST - 1);
                write(List.copyOf(batch));
                pace.committed(batch.size(), System.nanoTime());
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.error("Changes of tokens were lost", failed); // they are answered, and the thread must go on
            }
            batch.clear();
        }
    }

    private void gather() {
        long nanos = pace.waitNanos(1 + queue.size(), System.nanoTime());
        if (nanos > 0 && !closing && queue.size() < LARGEST) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private void write(List<Waiting<?>> batch) {
        try {
            store.transaction("write tokens", connection -> {
                try (TokenTable table = new TokenTable(connection)) {
                    for (Waiting<?> waiting : batch) {
                        waiting.apply(table);
                    }
                    table.flush();
                }
                return batch;
            });
            answer(() -> batch.forEach(Waiting::succeed));
        } catch (StoreException failed) {
            if (failed.retryable() || batch.size() == 1) {
                fail(batch, failed);
            } else {
                batch.forEach(waiting -> write(List.of(waiting))); // one of them is refused, the others need not be
            }
        } catch (RuntimeException failed) {
            fail(batch, failed);
            throw failed;
        }
    }

    private void fail(List<Waiting<?>> batch, RuntimeException failed) {
        answer(() -> batch.forEach(waiting -> waiting.answer.completeExceptionally(failed)));
    }

    /** Elsewhere than on the writer's thread, so that those who are answered do not hold up those who wait. */
    private void answer(Runnable answering) {
        try {
            answers.execute(answering);
        } catch (RejectedExecutionException full) {
            answering.run();
        }
    }
}
