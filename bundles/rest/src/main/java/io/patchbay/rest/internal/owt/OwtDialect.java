package io.patchbay.rest.internal.owt;

import io.patchbay.api.store.StoreException;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.MalformedJsonException;
import java.util.Set;

/** Errors and headers as OWT's REST API has them (owt-server 1.1, 1.2). Immutable. */
public final class OwtDialect implements Dialect {
    @Override
    public Answer notFound() {
        return OwtError.NO_RESOURCE.answer();
    }

    @Override
    public Answer methodNotAllowed(Set<String> allowed) {
        String list = String.join(", ", allowed);
        return OwtError.METHOD_NOT_ALLOWED
                .answer("Method not allowed here, but " + list)
                .with("Allow", list);
    }

    @Override
    public Answer tooLarge(long maxBytes) {
        return OwtError.BODY_TOO_LARGE.answer("The request body is longer than " + maxBytes + " bytes");
    }

    @Override
    public Answer bodyTooSlow() {
        return OwtError.BODY_TOO_SLOW.answer();
    }

    @Override
    public Answer timedOut() {
        return OwtError.UNAVAILABLE.answer("Operation timed out");
    }

    @Override
    public Answer overloaded() {
        return OwtError.UNAVAILABLE.answer("Too many requests are under way");
    }

    @Override
    public Answer invalid(InvalidFieldException invalid) {
        return OwtError.BAD_REQUEST.answer(invalid.getMessage());
    }

    @Override
    public Answer malformed(MalformedJsonException malformed) {
        return OwtError.BAD_REQUEST.answer("Failed to parse JSON body");
    }

    @Override
    public Answer storeFailed(StoreException failed) {
        return failed.retryable()
                ? OwtError.UNAVAILABLE.answer("The database does not answer")
                : OwtError.INTERNAL.answer();
    }

    @Override
    public Answer failed() {
        return OwtError.INTERNAL.answer();
    }

    @Override
    public Answer options() {
        return Answer.html("OK");
    }

    /** The headers of owt-server 1.1; PUT is added to its list of methods, which browsers could not use without. */
    @Override
    public Answer finish(Answer answer) {
        return answer.with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Methods", "POST, GET, OPTIONS, DELETE, PATCH, PUT")
                .with("Access-Control-Allow-Headers", "origin, authorization, content-type")
                .with("Strict-Transport-Security", "max-age=1024000; includeSubDomain")
                .with("X-Content-Type-Options", "nosniff");
    }
}
