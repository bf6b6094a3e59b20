package io.patchbay.api.store;

import java.util.Objects;

/**
 * A lobby token as it is kept: all but the token.
 *
 * @param tokenHash SHA-256 of the token, 64 hex digits
 * @param family what a token has in common with those that it was refreshed from
 * @param account whose it is
 * @param address to which it is bound, in numbers
 * @param endpoint of the lobby to which it is bound, at most 300 characters
 * @param usedAt when it was used last, in milliseconds since the epoch; may lag behind by as long as uses are gathered
 * @param refreshedAt when it was turned into another, 0 if it was not
 */
public record SessionRecord(
        String tokenHash,
        String family,
        String account,
        String address,
        String endpoint,
        long usedAt,
        long refreshedAt) {
    /** Needs everything. */
    public SessionRecord {
        Objects.requireNonNull(tokenHash, "tokenHash");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Whether it was turned into another one. */
    public boolean isRefreshed() {
        return refreshedAt != 0;
    }
}
