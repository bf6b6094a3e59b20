package io.patchbay.rest.internal.http;

import io.patchbay.api.store.StoreException;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.MalformedJsonException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one family of paths puts what every request may meet. Implementations are immutable. */
public interface Dialect {
    Logger LOG = LoggerFactory.getLogger(Dialect.class);

    /** No such path. */
    Answer notFound();

    /** The path is there, but not with this method. */
    Answer methodNotAllowed(Set<String> allowed);

    /** A body beyond its bound. */
    Answer tooLarge(long maxBytes);

    /** The body did not arrive in time. */
    Answer bodyTooSlow();

    /** No answer came within the bound. */
    Answer timedOut();

    /** Too much is under way. */
    Answer overloaded();

    /** A value that is wrong. */
    Answer invalid(InvalidFieldException invalid);

    /** A body that is no JSON. */
    Answer malformed(MalformedJsonException malformed);

    /** The database failed. */
    Answer storeFailed(StoreException failed);

    /** The program failed; says nothing of how. */
    Answer failed();

    /** The answer to OPTIONS. */
    Answer options();

    /** Adds the headers that every answer carries. */
    Answer finish(Answer answer);

    /** The answer to what a handler threw. */
    default Answer answerTo(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refusal refusal) {
            return refusal.answer();
        }
        if (cause instanceof InvalidFieldException invalid) {
            return invalid(invalid);
        }
        if (cause instanceof MalformedJsonException malformed) {
            return malformed(malformed);
        }
        if (cause instanceof RejectedExecutionException) {
            return overloaded();
        }
        if (cause instanceof StoreException store) {
            if (store.retryable()) {
                LOG.debug("The store is not available", store);
            } else {
                LOG.error("The store refused a request that was thought good", store);
            }
            return storeFailed(store);
        }
        LOG.error("A request failed", cause);
        return failed();
    }
}
