package io.patchbay.placement.internal;

import java.util.Arrays;

/**
 * Which member has the least load, or the most: a tree of matches, each between the winners of its two halves, so that a change
 * replays one path. Of equals the least is the first in join order and the most is the last (owt-server: strategies). Confined
 * to the ledger's turn.
 */
final class Tournament {
    private static final int NOBODY = -1;

    private final boolean most;
    private final double[] loads;
    private final long[] entrants;
    private final RankedBits members;
    private final int[] winners; // heap order, from 1; the positions themselves would be the next level
    private final int capacity;
    private long seen = Long.MIN_VALUE / 2;

    /**
     * @param most whether the most loaded wins
     * @param loads by position; its length is a power of two, 2 or more
     * @param entrants who may take part: changes of others are passed over
     * @param members who takes part now
     */
    Tournament(boolean most, double[] loads, long[] entrants, RankedBits members) {
        this.most = most;
        this.loads = loads;
        this.entrants = entrants;
        this.members = members;
        this.capacity = loads.length;
        this.winners = new int[capacity];
        Arrays.fill(winners, NOBODY);
    }

    /** The winner now; there is at least one member. O(log n) for each change since the last call. */
    int winner(ChangeLog changes) {
        if (!changes.covers(seen)) {
            replayAll();
        } else {
            int last = NOBODY; // a worker that got a task and lost it again is logged twice in a row
            for (long change = seen; change < changes.count(); change++) {
                int position = changes.at(change);
                if (position != last && RankedBits.isSet(entrants, position)) {
                    replay(position);
                    last = position;
                }
            }
        }
        seen = changes.count();
        return winners[1];
    }

    /** Replays the matches of one position, whose load or membership changed. */
    void replay(int position) {
        int node = (capacity + position) >>> 1;
        int winner = match(player(position & ~1), player(position | 1));
        // where somebody else wins as before, nothing above can change
        while (winners[node] != winner || winner == position) {
            winners[node] = winner;
            if (node == 1) {
                return;
            }
            winner = (node & 1) == 0 ? match(winner, winners[node + 1]) : match(winners[node - 1], winner);
            node >>>= 1;
        }
    }

    private void replayAll() {
        int half = capacity >>> 1;
        for (int node = half; node < capacity; node++) {
            int position = (node - half) << 1;
            winners[node] = match(player(position), player(position + 1));
        }
        for (int node = half - 1; node > 0; node--) {
            winners[node] = match(winners[2 * node], winners[2 * node + 1]);
        }
    }

    private int player(int position) {
        return members.contains(position) ? position : NOBODY;
    }

    private int match(int earlier, int later) {
        if (earlier == NOBODY) {
            return later;
        }
        if (later == NOBODY) {
            return earlier;
        }
        if (most) {
            return loads[later] >= loads[earlier] ? later : earlier;
        }
        return loads[later] < loads[earlier] ? later : earlier;
    }
}
