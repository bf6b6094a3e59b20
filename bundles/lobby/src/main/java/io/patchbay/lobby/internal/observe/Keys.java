package io.patchbay.lobby.internal.observe;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With how many keys each player has asked for a match, so that no single one takes all seats. Of those who asked last only, which bounds
 * the memory. Confined to the turn.
 */
final class Keys {
    /** How many seats a player may have at one match. */
    static final int MOST_SEATS = 4;

    private static final int MOST_ASKERS = 10_000;

    private final Map<String, Map<String, Integer>> waiting = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Integer>> eldest) {
            return size() > MOST_ASKERS;
        }
    };

    /** A wish comes in, and waits until {@link #answered}; @return false if its player has too many others */
    boolean enter(Wish wish) {
        Map<String, Integer> seats = waiting.computeIfAbsent(wish.asker(), asker -> new HashMap<>());
        if (!seats.containsKey(wish.seat()) && seats.size() >= MOST_SEATS) {
            return false;
        }
        seats.merge(wish.seat(), 1, Integer::sum);
        return true;
    }

    /** A wish has its answer; its seat counts on until it is known to be free. */
    void answered(Wish wish) {
        seats(wish).ifPresent(seats -> seats.computeIfPresent(wish.seat(), (seat, count) -> count - 1));
    }

    /** The seats for which nobody waits, which may be free. */
    List<String> settled(Wish wish) {
        return seats(wish).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() <= 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A seat is free, unless somebody has begun to wait for it. */
    void free(Wish wish, String seat) {
        seats(wish).ifPresent(seats -> seats.computeIfPresent(seat, (name, count) -> count > 0 ? count : null));
    }

    private Optional<Map<String, Integer>> seats(Wish wish) {
        return Optional.ofNullable(waiting.get(wish.asker()));
    }
}
