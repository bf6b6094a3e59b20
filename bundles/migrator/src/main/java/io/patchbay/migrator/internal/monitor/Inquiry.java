package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.recovery.JobsUnavailableException;
import io.patchbay.support.Backoff;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks again what met the end of a connection or of a session, so that whoever waits notices a ZooKeeper that is away for a moment
 * by nothing but a late answer. Nobody waits for ever. Thread-safe.
 */
final class Inquiry {
    private static final Duration MOST = Duration.ofSeconds(20);

    private final ScheduledExecutorService timer;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new SecureRandom());

    Inquiry(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * The answer, or {@link JobsUnavailableException}.
     *
     * @param question asks; may be asked again after it has failed, even if it had an effect
     */
    <T> CompletionStage<T> answer(Supplier<? extends CompletionStage<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answer.orTimeout(MOST.toMillis(), TimeUnit.MILLISECONDS);
        ask(question, answer, 0);
        return answer.exceptionallyCompose(failed -> CompletableFuture.failedFuture(unavailable(causeOf(failed))));
    }

    private <T> void ask(Supplier<? extends CompletionStage<T>> question, CompletableFuture<T> answer, int failures) {
        if (answer.isDone()) {
            return; // it has been given up
        }
        question.get().whenComplete((value, failed) -> {
            if (failed == null) {
                answer.complete(value);
            } else if (causeOf(failed) instanceof EntriesUnavailableException) {
                later(question, answer, failures);
            } else {
                answer.completeExceptionally(failed);
            }
        });
    }

    private <T> void later(Supplier<? extends CompletionStage<T>> question, CompletableFuture<T> answer, int failures) {
        try {
            Future<?> unused = timer.schedule(
                    () -> ask(question, answer, failures + 1),
                    backoff.after(failures).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            answer.completeExceptionally(new JobsUnavailableException("this node stops", closing));
        }
    }

    private static Throwable causeOf(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    private static JobsUnavailableException unavailable(Throwable cause) {
        return cause instanceof JobsUnavailableException unavailable
                ? unavailable
                : new JobsUnavailableException("ZooKeeper does not answer", cause);
    }
}
