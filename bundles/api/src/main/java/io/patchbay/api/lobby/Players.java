package io.patchbay.api.lobby;

import io.patchbay.api.Attributes;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is kept of players. Called by the HTTP API, on any thread; nothing here blocks. Thread-safe. Stages complete on the lobby's threads,
 * exceptionally with a {@link io.patchbay.api.store.StoreException} if the database cannot be reached.
 *
 * <p>A player has a place in the ranking once something was kept of it.
 */
@ProviderType
public interface Players {
    /** The player of an account that is there; of one of whom nothing is kept, level and score are 0 and the rank is the one to come. */
    CompletionStage<Player> find(String account);

    /**
     * A page of the ranking.
     *
     * @param offset how many of the best to leave out, 0 or more
     * @param limit how many at most, 1 to 1000
     */
    CompletionStage<Ranking> ranking(long offset, int limit);

    /**
     * The page of the ranking that has a player in its middle.
     *
     * @param limit how many at most, 1 to 1000
     */
    CompletionStage<Ranking> around(String account, int limit);

    /**
     * Gives a player other fields, instead of all that it had.
     *
     * @param version the version that the player is thought to have
     * @return the player as it is now; empty if the version is another, and then nothing was changed
     */
    CompletionStage<Optional<Player>> setFields(String account, Attributes fields, long version);

    /**
     * Gives a player level and score, at the admin's word.
     *
     * @return the player as it is now; empty if there is no such account
     */
    CompletionStage<Optional<Player>> setStanding(String account, int level, long score);
}
