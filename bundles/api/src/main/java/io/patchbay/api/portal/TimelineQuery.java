package io.patchbay.api.portal;

import io.patchbay.api.portal.Timeline.State;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which timelines are wanted.
 *
 * @param room only those of this room; empty for all
 * @param text only those whose user, participant, room, role or task has it in it, in small or large letters; empty for all
 * @param states only those that stand like one of these; at least one
 * @param most how many at most, 1 or more
 */
public record TimelineQuery(Optional<String> room, String text, Set<State> states, int most) {
    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if none are wanted
     */
    public TimelineQuery {
        states = Set.copyOf(states);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("states must name at least one");
        }
        if (most < 1) {
            throw new IllegalArgumentException("most must be 1 or more but was " + most);
        }
    }

    /** The latest of all. */
    public static TimelineQuery latest(int most) {
        return new TimelineQuery(Optional.empty(), "", EnumSet.allOf(State.class), most);
    }
}
