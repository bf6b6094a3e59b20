package io.patchbay.api.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tokens, each redeemed at most once: ISSUED, then CLAIMED by one connection for a while, then USED; a claim that is
 * released or lapses makes it ISSUED again within its life. Thread-safe; no method blocks. Stages complete on the store's
 * threads, exceptionally with {@link StoreException} if the database cannot be reached or refuses; dependent actions must not
 * block.
 */
@ProviderType
public interface Tokens {
    /** Issues a token; completes once it would survive a crash. */
    CompletionStage<Token> issue(NewToken token);

    /**
     * Claims a token; of any number of simultaneous claims of one token exactly one succeeds.
     *
     * @param id as the client presented it; any text
     * @param claimant who claims it; unguessable, so that nobody else can release it
     * @param hold how long until the claim lapses
     */
    CompletionStage<Claim> claim(String id, String claimant, Duration hold);

    /**
     * Uses a claimed token up.
     *
     * @return whether it was still this claimant's
     */
    CompletionStage<Boolean> use(String id, String claimant);

    /**
     * Gives a token back, to be redeemed again within its life: one that this claimant has claimed, or has used up although its
     * client was cut off before it could be told. Not after the time for which it was claimed.
     *
     * @return whether it was still this claimant's
     */
    CompletionStage<Boolean> release(String id, String claimant);
}
