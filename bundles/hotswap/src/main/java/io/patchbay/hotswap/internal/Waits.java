package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits that end, and what follows them. */
final class Waits {
    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);

    private Waits() {}

    /** Goes on when a stage has completed; what fails then is logged, since nobody waits for it. */
    static <R> void then(CompletionStage<R> stage, BiConsumer<? super R, ? super Throwable> action) {
        stage.whenComplete((result, thrown) -> {
            try {
                action.accept(result, thrown);
            } catch (RuntimeException failed) {
                LOG.error("What follows a step of a swap failed", failed);
            }
        });
    }

    /**
     * Waits for something to be done, but no longer than the bound.
     *
     * @return whether it was done
     */
    static boolean most(CompletableFuture<?> done, Duration bound) {
        return answer(done.thenApply(ignored -> true), bound).isPresent();
    }

    /** Waits for an answer, but no longer than the bound. */
    static <R> Optional<R> answer(CompletableFuture<R> answer, Duration bound) {
        try {
            return Optional.of(answer.get(bound.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            LOG.debug("Not done within {}", bound, late);
        } catch (ExecutionException failed) {
            LOG.error("A step of a swap failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
