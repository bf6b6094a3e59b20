package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.PlayStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Those who wait for seats, in order of arrival. Of each kind only the first is worth trying, so that a try of the whole line costs
 * as much as there are kinds, however many wait. Confined to the turn.
 */
final class Line {
    /** How many kinds may wait. */
    static final int MAX_KINDS = 1_000;

    /** Those of one mode. */
    private static final class OfMode {
        private final Pace pace = new Pace();
        private int waiting;
        private int counted; // while positions are told
    }

    private final TreeMap<Long, Start> all = new TreeMap<>();
    private final Map<Kind, TreeMap<Long, Start>> kinds = new HashMap<>();
    private final TreeMap<Long, Start> heads = new TreeMap<>(); // the first of each kind
    private final Map<String, OfMode> modes = new HashMap<>();

    int size() {
        return all.size();
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** How many kinds wait. */
    int kinds() {
        return kinds.size();
    }

    /** Whether one of a kind may be the first of it. */
    boolean hasRoomFor(Kind kind) {
        return kinds.size() < MAX_KINDS || kinds.containsKey(kind);
    }

    /** Puts one at the end. */
    void add(Start start) {
        all.put(start.arrival(), start);
        TreeMap<Long, Start> same = kinds.computeIfAbsent(start.kind(), kind -> new TreeMap<>());
        same.put(start.arrival(), start);
        if (same.size() == 1) {
            heads.put(start.arrival(), start);
        }
        OfMode mode = modes.computeIfAbsent(start.kind().mode(), name -> new OfMode());
        mode.waiting++;
    }

    /** Tells one near the end what its position is: costs as much as others came after it. */
    void place(Start start) {
        String mode = start.kind().mode();
        long later = all.tailMap(start.arrival(), false).values().stream()
                .filter(other -> other.kind().mode().equals(mode))
                .count();
        start.position((int) (modes.get(mode).waiting - later));
    }

    /** Takes one out, wherever it is. */
    void remove(Start start) {
        if (all.remove(start.arrival()) == null) {
            return;
        }
        TreeMap<Long, Start> same = kinds.get(start.kind());
        same.remove(start.arrival());
        if (heads.remove(start.arrival()) != null && !same.isEmpty()) {
            heads.put(same.firstKey(), same.firstEntry().getValue());
        }
        if (same.isEmpty()) {
            kinds.remove(start.kind());
        }
        OfMode mode = modes.get(start.kind().mode());
        mode.waiting--;
        if (mode.waiting == 0) {
            modes.remove(start.kind().mode());
        }
    }

    /** One that has a place is about to be served. */
    void served(Start start, long nowMillis) {
        modes.get(start.kind().mode()).pace.served(nowMillis);
    }

    /** How long one place takes in the line of a mode. */
    OptionalLong pace(String mode) {
        OfMode line = modes.get(mode);
        return line == null ? OptionalLong.empty() : line.pace.millis();
    }

    /**
     * The first of the next kind in order of arrival.
     *
     * @param after whose turn it was last
     * @param passedOver modes whose turn it is not
     */
    Optional<Start> next(long after, Set<String> passedOver) {
        Map.Entry<Long, Start> entry = heads.higherEntry(after);
        while (entry != null && passedOver.contains(entry.getValue().kind().mode())) {
            entry = heads.higherEntry(entry.getKey());
        }
        return Optional.ofNullable(entry).map(Map.Entry::getValue);
    }

    /** Tells each what its position is, first come first. O(n). */
    void count(Consumer<Start> withPosition) {
        modes.values().forEach(mode -> mode.counted = 0);
        for (Start start : List.copyOf(all.values())) {
            OfMode mode = modes.get(start.kind().mode());
            if (mode != null && all.containsKey(start.arrival())) {
                start.position(++mode.counted);
                withPosition.accept(start);
            }
        }
    }

    List<PlayStatus.Line> lines(long nowMillis) {
        Map<String, Long> longest = new HashMap<>();
        all.values().forEach(start -> longest.putIfAbsent(start.kind().mode(), nowMillis - start.arrivedMillis()));
        List<PlayStatus.Line> lines = new ArrayList<>();
        modes.forEach((name, mode) -> lines.add(new PlayStatus.Line(name, mode.waiting, longest.get(name))));
        lines.sort(Comparator.comparing(PlayStatus.Line::mode));
        return lines;
    }
}
