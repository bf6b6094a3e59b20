package io.patchbay.api.lobby;

import io.patchbay.api.Attributes;
import java.util.Objects;

/**
 * What is kept of a player.
 *
 * @param account whose it is
 * @param level 0 or more
 * @param score by which players are ranked, the highest first; of equals the one whose id comes first
 * @param rank 1 for the best
 * @param fields the player's own
 * @param version of the fields, which grows by 1 with each change; 0 if there never was one
 */
public record Player(String account, int level, long score, long rank, Attributes fields, long version) {
    /** @throws IllegalArgumentException if a number is below its least */
    public Player {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(fields, "fields");
        if (level < 0 || rank < 1 || version < 0) {
            throw new IllegalArgumentException("level and version must be 0 or more and rank 1 or more but were "
                    + level + ", " + version + " and " + rank);
        }
    }
}
