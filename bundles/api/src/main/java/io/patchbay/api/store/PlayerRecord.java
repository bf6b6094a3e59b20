package io.patchbay.api.store;

import io.patchbay.api.Attributes;
import java.util.Objects;

/**
 * What is kept of a player.
 *
 * @param account whose it is
 * @param level 0 or more
 * @param score by which players are ranked
 * @param fields the player's own
 * @param version of the fields, which grows by 1 with each change; 0 if there never was one
 */
public record PlayerRecord(String account, int level, long score, Attributes fields, long version) {
    /** Needs everything. */
    public PlayerRecord {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(fields, "fields");
    }

    /** A player of whom nothing is known yet. */
    public static PlayerRecord fresh(String account) {
        return new PlayerRecord(account, 0, 0, Attributes.NONE, 0);
    }
}
