package io.patchbay.api.store;

import io.patchbay.api.Attributes;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is kept of the lobby's players. Thread-safe. Methods block on the database, for a bounded time, and throw {@link StoreException}
 * if it cannot be reached or refuses.
 */
@ProviderType
public interface PlayerRecords {
    /** What is kept of an account's player; of one without a word so far, {@link PlayerRecord#fresh}. */
    PlayerRecord find(String account);

    /**
     * How many players are better: have a higher score, or the same and an id that the database puts before this one.
     *
     * @return 0 for the best
     */
    long betterThan(PlayerRecord player);

    /**
     * Some players, the best first.
     *
     * @param offset how many to leave out
     * @param limit how many at most
     */
    List<PlayerRecord> ranking(long offset, int limit);

    /**
     * Gives a player level and score.
     *
     * @return the player as it is now, or empty if there is no such account
     */
    Optional<PlayerRecord> setStanding(String account, int level, long score);

    /**
     * Gives a player other fields, if they still have the version that is expected.
     *
     * @return the player as it is now; empty if the version is another
     */
    Optional<PlayerRecord> setFields(String account, Attributes fields, long expectedVersion);
}
