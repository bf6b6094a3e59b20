package io.patchbay.api.lobby;

import java.util.List;

/**
 * Some players in a row.
 *
 * @param players the best first, each one's rank one more than that of the one before
 */
public record Ranking(List<Player> players) {
    /** Copies the list. */
    public Ranking {
        players = List.copyOf(players);
    }
}
