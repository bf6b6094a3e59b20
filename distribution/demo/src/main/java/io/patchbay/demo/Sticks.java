package io.patchbay.demo;

import java.util.List;
import org.json.JSONArray;
import org.json.JSONObject;

/** A game for two: ten sticks, of which each in turn takes one to three; who takes the last one has won. Confined to one thread. */
final class Sticks {
    private static final int MOST = 3;

    private final String match;
    private final List<String> players;
    private int left = 10;
    private int moves;

    /** @param players in order of their turns */
    Sticks(String match, List<String> players) {
        this.match = match;
        this.players = List.copyOf(players);
    }

    /** @throws IllegalArgumentException if that is no move now */
    void take(String player, int count) {
        if (isOver()) {
            throw new IllegalArgumentException("the match is over");
        }
        if (!player.equals(turn())) {
            throw new IllegalArgumentException("it is the turn of " + turn());
        }
        if (count < 1 || count > Math.min(MOST, left)) {
            throw new IllegalArgumentException("take 1 to " + Math.min(MOST, left));
        }
        left -= count;
        moves++;
    }

    boolean isOver() {
        return left == 0;
    }

    /** How it stands, as all are told. */
    JSONObject state() {
        return new JSONObject()
                .put("match", match)
                .put("players", new JSONArray(players))
                .put("left", left)
                .put("turn", isOver() ? "" : turn())
                .put("over", isOver())
                .put("winner", isOver() ? players.get((moves - 1) % players.size()) : "");
    }

    private String turn() {
        return players.get(moves % players.size());
    }
}
