package io.patchbay.rooms.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** A question that is answered in somebody's turn. */
final class Question {
    private Question() {}

    /**
     * Asks.
     *
     * @param whenRefused the answer if the turn is refused, or the question fails
     */
    static <T> CompletionStage<T> ask(T whenRefused, Executor turn, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            turn.execute(() -> {
                try {
                    answer.complete(question.get());
                } finally {
                    answer.complete(whenRefused); // where the question failed; the executor logs why
                }
            });
        } catch (RejectedExecutionException refused) {
            answer.complete(whenRefused);
        }
        return answer;
    }
}
