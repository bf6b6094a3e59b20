package io.patchbay.dashboard.internal.relay;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A node's api whose bundle may be replaced at any moment: what it throws then is an answer that failed. Thread-safe. */
public final class GuardedApi implements OperatorApi {
    private final OperatorApi api;

    public GuardedApi(OperatorApi api) {
        this.api = api;
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(OperatorRequest request) {
        try {
            return api.ask(request);
        } catch (RuntimeException | LinkageError broken) {
            return CompletableFuture.failedStage(broken);
        }
    }
}
