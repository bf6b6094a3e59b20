package io.patchbay.api.store;

/** The answer to an attempt to redeem a token. */
public sealed interface Claim {
    /**
     * It is this claimant's for a while, and nobody else's.
     *
     * @param token the token
     */
    record Claimed(Token token) implements Claim {}

    /** There is no such token, or it is used, or someone else is redeeming it: {@code Invalid token}. */
    record Invalid() implements Claim {}

    /** Its life is over: {@code Expired}. */
    record Expired() implements Claim {}
}
