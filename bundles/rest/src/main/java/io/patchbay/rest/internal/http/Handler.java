package io.patchbay.rest.internal.http;

import java.util.concurrent.CompletionStage;

/**
 * Answers the requests of one route. Called by the container's threads: must not block. May throw {@link Refusal},
 * {@code InvalidFieldException}, {@code MalformedJsonException} or {@code StoreException}, or complete its stage with them.
 */
public interface Handler {
    CompletionStage<Answer> answer(Call call);
}
