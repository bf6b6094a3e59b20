package io.patchbay.api.portal;

import java.util.Optional;

/**
 * Which sessions are wanted.
 *
 * @param room only those in this room; empty for all
 * @param text only those whose user, participant, room or role has it in it, in small or large letters; empty for all
 * @param connected only those whose client has a connection, or has none; empty for both
 * @param after only those whose participant's id comes after this one, which is how pages follow each other; empty for the first
 * @param most how many at most, 1 or more
 */
public record SessionQuery(Optional<String> room, String text, Optional<Boolean> connected, String after, int most) {
    /** @throws IllegalArgumentException if none are wanted */
    public SessionQuery {
        if (most < 1) {
            throw new IllegalArgumentException("most must be 1 or more but was " + most);
        }
    }

    /** The first of all. */
    public static SessionQuery first(int most) {
        return new SessionQuery(Optional.empty(), "", Optional.empty(), "", most);
    }
}
