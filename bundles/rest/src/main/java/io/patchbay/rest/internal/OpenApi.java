package io.patchbay.rest.internal;

import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /openapi.json}: the description of the whole API, kept beside this class. Immutable. */
final class OpenApi implements Handler {
    private final Answer document;

    OpenApi() {
        try (InputStream source = OpenApi.class.getResourceAsStream("openapi.json")) {
            byte[] text = Objects.requireNonNull(source, "openapi.json is not in the bundle")
                    .readAllBytes();
            document = Answer.of(200, "application/json", text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("openapi.json cannot be read", unreadable);
        }
    }

    @Override
    public CompletionStage<Answer> answer(Call call) {
        return CompletableFuture.completedFuture(document);
    }
}
