package io.patchbay.api.hotswap;

import io.patchbay.api.Identifier;
import java.util.Set;

/**
 * Which decisions an experiment is asked for: a percentage of all rooms and tasks, or those of some rooms or services. The same
 * room is always on the same side: on every node, in every run, and as long as the percentage does not fall.
 *
 * @param percent of all rooms and tasks, 0 to 100
 * @param rooms and all decisions for these; identifiers, at most {@value #MAX_LISTED}
 * @param services and all decisions for clients of these; identifiers, at most {@value #MAX_LISTED}
 */
public record Share(int percent, Set<String> rooms, Set<String> services) {
    /** How many rooms, or services, may be listed. */
    public static final int MAX_LISTED = 1000;

    /** Everything. */
    public static final Share ALL = ofPercent(100);

    /** @throws IllegalArgumentException if the percentage is out of range, or nothing or too much is listed */
    public Share {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be within 0 and 100 but was " + percent);
        }
        rooms = listed("rooms", rooms);
        services = listed("services", services);
        if (percent == 0 && rooms.isEmpty() && services.isEmpty()) {
            throw new IllegalArgumentException("a share needs a percentage of 1 or more, a room or a service");
        }
    }

    /** A percentage of all rooms and tasks. */
    public static Share ofPercent(int percent) {
        return new Share(percent, Set.of(), Set.of());
    }

    /**
     * Whether a decision belongs to it. Asked for every decision while an experiment runs.
     *
     * @param task what is decided about; decides by its hash where no room is known
     * @param room the room it is for; empty if none is known
     * @param service the service whose client it is for; empty if none is known
     */
    public boolean includes(String task, String room, String service) {
        return percent == 100
                || (percent > 0 && bucket(room.isEmpty() ? task : room) < percent)
                || rooms.contains(room)
                || services.contains(service);
    }

    // String.hashCode is the same everywhere; mixed, because names that are alike have hashes that are
    private static int bucket(String key) {
        int hash = key.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return Integer.remainderUnsigned(hash ^ hash >>> 16, 100);
    }

    private static Set<String> listed(String what, Set<String> names) {
        if (names.size() > MAX_LISTED) {
            throw new IllegalArgumentException("at most " + MAX_LISTED + " " + what + " may be listed");
        }
        names.forEach(name -> Identifier.require(what, name));
        return Set.copyOf(names);
    }
}
