package io.patchbay.rest.internal.http;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Has routes answer calls that come from inside the node rather than by HTTP, within the same bounds. Thread-safe; does not block. */
public final class DirectCalls implements OperatorApi {
    private final Router router;
    private final Dialect dialect;
    private final InnerCalls calls;

    /** Answers by some routes. */
    public DirectCalls(List<Route> routes, Dialect dialect, InnerCalls calls) {
        this.router = new Router(routes);
        this.dialect = dialect;
        this.calls = calls;
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(OperatorRequest request) {
        int question = request.target().indexOf('?');
        String path = question < 0 ? request.target() : request.target().substring(0, question);
        String query = question < 0 ? "" : request.target().substring(question + 1);
        Router.Found found = Uris.segments(path)
                .map(segments -> router.find(request.method(), segments))
                .orElseGet(Router.Found.Nothing::new);
        CompletionStage<Answer> answer;
        if (found instanceof Router.Found.Matched matched) {
            answer = calls.run(matched.route(), abandoned -> callOf(request, matched.parameters(), query, abandoned));
        } else if (found instanceof Router.Found.OtherMethods others) {
            answer = CompletableFuture.completedStage(dialect.methodNotAllowed(others.allowed()));
        } else {
            answer = CompletableFuture.completedStage(dialect.notFound());
        }
        return answer.thenApply(DirectCalls::told);
    }

    private static Call callOf(
            OperatorRequest request, Map<String, String> parameters, String query, BooleanSupplier abandoned) {
        return new Call(
                request.method(),
                request.target(),
                parameters,
                Uris.parameters(query),
                Map.of(),
                request.by(),
                new Call.Body(request.body().getBytes(StandardCharsets.UTF_8)),
                request.file(),
                abandoned);
    }

    private static OperatorAnswer told(Answer answer) {
        return new OperatorAnswer(
                answer.status(),
                new String(answer.body(), StandardCharsets.UTF_8),
                answer.status() < 300 // else it says where what was made is
                        ? Optional.empty()
                        : Optional.ofNullable(answer.headers().get("Location")).map(URI::create));
    }
}
