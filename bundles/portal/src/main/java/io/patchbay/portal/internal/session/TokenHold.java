package io.patchbay.portal.internal.session;

import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token while one login has it and nobody else. Immutable.
 *
 * @param token the token
 * @param tokens where it is kept
 * @param claimant by which name the login has it
 */
record TokenHold(Token token, Tokens tokens, String claimant) {
    private static final Logger LOG = LoggerFactory.getLogger(TokenHold.class);

    /** Uses it up. */
    CompletionStage<Boolean> use() {
        return tokens.use(token.id(), claimant);
    }

    /** Gives it back, so that it can be redeemed again; if that fails it lapses by itself, unless it is used. */
    void release() {
        tokens.release(token.id(), claimant).whenComplete((released, failed) -> log("given back", released, failed));
    }

    /** Uses it up without a session. */
    void burn() {
        use().whenComplete((used, failed) -> log("used up", used, failed));
    }

    private void log(String what, Boolean done, Throwable failed) {
        if (failed != null) {
            LOG.warn("A token for room {} could not be {}", token.room(), what, failed);
        } else if (!done) {
            LOG.debug("A token for room {} was not to be {}", token.room(), what);
        }
    }
}
