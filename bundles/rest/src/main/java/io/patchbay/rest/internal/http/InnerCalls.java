package io.patchbay.rest.internal.http;

import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Has a route answer a call that did not come by HTTP, within the same bounds. Thread-safe; does not block. */
public final class InnerCalls {
    private final Limits limits;
    private final Dialect dialect;
    private final ScheduledExecutorService timer;

    /**
     * Puts errors by a dialect.
     *
     * @param timer ends calls that take too long; not closed here
     */
    public InnerCalls(Limits limits, Dialect dialect, ScheduledExecutorService timer) {
        this.limits = limits;
        this.dialect = dialect;
        this.timer = timer;
    }

    /**
     * Has a route answer.
     *
     * @param calling makes the call, given what tells that it has its answer already
     * @return completes normally, within the route's bound
     */
    CompletionStage<Answer> run(Route route, Function<BooleanSupplier, Call> calling) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            run(route, calling.apply(answer::isDone), answer);
        } catch (RuntimeException thrown) {
            answer.complete(dialect.answerTo(thrown));
        }
        return answer;
    }

    private void run(Route route, Call call, CompletableFuture<Answer> answer) {
        long maxBytes = route.maxBodyBytes().applyAsLong(limits);
        if (lengthOf(call) > maxBytes) {
            answer.complete(dialect.tooLarge(maxBytes));
            return;
        }
        Optional<Answer> refused = route.gate().apply(call);
        if (refused.isPresent()) {
            answer.complete(refused.get());
            return;
        }
        bound(route, answer);
        route.handler().answer(call).whenComplete((done, failed) -> {
            answer.complete(failed == null ? done : dialect.answerTo(failed));
        });
    }

    private static long lengthOf(Call call) {
        try {
            return call.file().isPresent()
                    ? Files.size(call.file().get())
                    : call.body().bytes().length;
        } catch (IOException gone) {
            throw new InvalidFieldException("body", "is a file that cannot be read");
        }
    }

    private void bound(Route route, CompletableFuture<Answer> answer) {
        try {
            Future<?> deadline = timer.schedule(
                    () -> answer.complete(dialect.timedOut()),
                    route.timeoutMillis().applyAsLong(limits),
                    TimeUnit.MILLISECONDS);
            CompletableFuture<Answer> unused = // nobody waits for the timer's end
                    answer.whenComplete((done, failed) -> deadline.cancel(false));
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("the API is being stopped", closed);
        }
    }
}
