package io.patchbay.rest.internal.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Holds answers back for a short random time, so that guessing is slow and time tells nothing; no thread waits. Beyond a number of
 * such answers further ones go out at once: then the guesser is slowed down by the load that it makes. Thread-safe.
 */
public final class LateAnswers {
    private static final int MAX_PENDING = 1000;

    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private final LongSupplier maxDelayMillis;
    private final AtomicInteger pending = new AtomicInteger();

    public LateAnswers(ScheduledExecutorService timer, RandomGenerator random, LongSupplier maxDelayMillis) {
        this.timer = timer;
        this.random = random;
        this.maxDelayMillis = maxDelayMillis;
    }

    /** The answer, after a while. */
    public CompletionStage<Answer> late(Answer answer) {
        long delay = random.nextLong(maxDelayMillis.getAsLong() + 1);
        if (delay == 0 || pending.incrementAndGet() > MAX_PENDING) {
            release(delay);
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<Answer> late = new CompletableFuture<>();
        try {
            Future<?> unused = timer.schedule(
                    () -> {
                        release(delay);
                        late.complete(answer);
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            release(delay);
            late.complete(answer);
        }
        return late;
    }

    private void release(long delay) {
        if (delay > 0) {
            pending.decrementAndGet();
        }
    }
}
