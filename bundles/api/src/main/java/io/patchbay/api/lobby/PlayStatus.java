package io.patchbay.api.lobby;

import java.util.List;

/**
 * What is played, and who waits.
 *
 * @param matches by id
 * @param lines one for each mode that anybody waits for, by mode
 * @param reserved how many starts have seats for which nobody has come yet
 */
public record PlayStatus(List<Match> matches, List<Line> lines, int reserved) {
    /** Copies the lists. */
    public PlayStatus {
        matches = List.copyOf(matches);
        lines = List.copyOf(lines);
    }

    /**
     * One match.
     *
     * @param id what its server calls it
     * @param server id of the play server
     * @param mode of the game
     * @param players accounts that started it
     * @param seats how many seats they have
     * @param sinceMillis when the first of them came, in milliseconds since the epoch
     */
    public record Match(String id, String server, String mode, List<String> players, int seats, long sinceMillis) {
        /** Copies the list. */
        public Match {
            players = List.copyOf(players);
        }
    }

    /**
     * Those who wait for a mode.
     *
     * @param mode of the game
     * @param waiting how many
     * @param longestMillis for how long the first has waited
     */
    public record Line(String mode, int waiting, long longestMillis) {}
}
