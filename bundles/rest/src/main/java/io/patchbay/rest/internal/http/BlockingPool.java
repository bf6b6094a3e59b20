package io.patchbay.rest.internal.http;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

/** Threads for handlers that wait for the database or the disk: as many as are given, and a queue of limited length. Thread-safe. */
public final class BlockingPool implements Executor, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ThreadPoolExecutor pool;

    public BlockingPool(String area, int threads, int queue) {
        this.pool = Threads.pool(area, threads, queue);
    }

    /**
     * The same handler on a thread of this pool, where it may block.
     *
     * @return throws {@link java.util.concurrent.RejectedExecutionException} when the queue is full
     */
    public Handler blocking(Handler handler) {
        return call -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            pool.execute(() -> run(handler, call, answer));
            return answer;
        };
    }

    private static void run(Handler handler, Call call, CompletableFuture<Answer> answer) {
        if (call.abandoned().getAsBoolean()) {
            return; // it waited too long in the queue, and its client has been told
        }
        CompletionStage<Answer> handled;
        try {
            handled = handler.answer(call);
        } catch (RuntimeException thrown) {
            answer.completeExceptionally(thrown);
            return;
        }
        handled.whenComplete((done, failed) -> {
            if (failed != null) {
                answer.completeExceptionally(failed);
            } else {
                answer.complete(done);
            }
        });
    }

    /** @throws java.util.concurrent.RejectedExecutionException when the queue is full */
    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Takes no more; what it has goes on. */
    public void stop() {
        pool.shutdown();
    }

    @Override
    public void close() {
        Threads.close(pool, PATIENCE);
    }
}
