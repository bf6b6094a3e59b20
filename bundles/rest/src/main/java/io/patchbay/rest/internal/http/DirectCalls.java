package io.patchbay.rest.internal.http;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has routes answer calls that come from inside the node rather than by HTTP, within the same bounds. Thread-safe; does not block. */
public final class DirectCalls implements OperatorApi {
    private final Router router;
    private final Limits limits;
    private final Dialect dialect;
    private final ScheduledExecutorService timer;

    /**
     * Answers by some routes.
     *
     * @param timer ends calls that take too long; not closed here
     */
    public DirectCalls(List<Route> routes, Limits limits, Dialect dialect, ScheduledExecutorService timer) {
        this.router = new Router(routes);
        this.limits = limits;
        this.dialect = dialect;
        this.timer = timer;
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(OperatorRequest request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            answer(request, answer);
        } catch (RuntimeException thrown) {
            answer.complete(dialect.answerTo(thrown));
        }
        return answer.thenApply(DirectCalls::told);
    }

    private void answer(OperatorRequest request, CompletableFuture<Answer> answer) {
        int question = request.target().indexOf('?');
        String path = question < 0 ? request.target() : request.target().substring(0, question);
        String query = question < 0 ? "" : request.target().substring(question + 1);
        Router.Found found = Uris.segments(path)
                .map(segments -> router.find(request.method(), segments))
                .orElseGet(Router.Found.Nothing::new);
        if (found instanceof Router.Found.Matched matched) {
            run(request, matched, query, answer);
        } else if (found instanceof Router.Found.OtherMethods others) {
            answer.complete(dialect.methodNotAllowed(others.allowed()));
        } else {
            answer.complete(dialect.notFound());
        }
    }

    private void run(
            OperatorRequest request, Router.Found.Matched matched, String query, CompletableFuture<Answer> answer) {
        Route route = matched.route();
        Call call = callOf(request, matched.parameters(), query, answer);
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

    private Call callOf(
            OperatorRequest request, Map<String, String> parameters, String query, CompletableFuture<Answer> answer) {
        return new Call(
                request.method(),
                request.target(),
                parameters,
                Uris.parameters(query),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                request.by(),
                new Call.Body(request.body().getBytes(StandardCharsets.UTF_8)),
                request.file(),
                answer::isDone);
    }

    private static OperatorAnswer told(Answer answer) {
        return new OperatorAnswer(
                answer.status(),
                new String(answer.body(), StandardCharsets.UTF_8),
                Optional.ofNullable(answer.headers().get("Location")).map(URI::create));
    }
}
