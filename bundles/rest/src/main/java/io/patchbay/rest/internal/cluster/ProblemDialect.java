package io.patchbay.rest.internal.cluster;

import io.patchbay.api.store.StoreException;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Dialect;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.MalformedJsonException;
import java.util.Set;

/** Errors as problem details. Immutable. */
public final class ProblemDialect implements Dialect {
    @Override
    public Answer notFound() {
        return ProblemCode.NOT_FOUND.answer("There is no such path; /openapi.json lists them all.");
    }

    @Override
    public Answer methodNotAllowed(Set<String> allowed) {
        String list = String.join(", ", allowed);
        return ProblemCode.METHOD_NOT_ALLOWED
                .answer("This path takes " + list + ".")
                .with("Allow", list);
    }

    @Override
    public Answer tooLarge(long maxBytes) {
        return ProblemCode.BODY_TOO_LARGE.answer("The request body is longer than " + maxBytes + " bytes.");
    }

    @Override
    public Answer bodyTooSlow() {
        return ProblemCode.BODY_TOO_SLOW.answer("The request body did not arrive in time.");
    }

    @Override
    public Answer timedOut() {
        return ProblemCode.TIMED_OUT.answer("No answer came within the bound.");
    }

    @Override
    public Answer overloaded() {
        return ProblemCode.BUSY.answer("Too many requests are under way.");
    }

    @Override
    public Answer invalid(InvalidFieldException invalid) {
        return ProblemCode.INVALID_VALUE.answer(
                invalid.getMessage(), json -> json.writeStringField("field", invalid.field()));
    }

    @Override
    public Answer malformed(MalformedJsonException malformed) {
        return ProblemCode.MALFORMED_BODY.answer(malformed.getMessage());
    }

    @Override
    public Answer storeFailed(StoreException failed) {
        return failed.retryable() ? ProblemCode.STORE_UNAVAILABLE.answer("The database does not answer.") : failed();
    }

    @Override
    public Answer failed() {
        return ProblemCode.INTERNAL.answer("The request failed by a fault of this node.");
    }

    @Override
    public Answer options() {
        return Answer.empty(204);
    }

    @Override
    public Answer finish(Answer answer) {
        return answer.with("X-Content-Type-Options", "nosniff").with("Cache-Control", "no-store");
    }
}
