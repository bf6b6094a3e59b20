package io.patchbay.portal.internal.session;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A lane for each room that has sessions here. Thread-safe. */
final class Lanes {
    private final Executor pool;
    private final Map<String, Used> byRoom = new ConcurrentHashMap<>();

    private record Used(Lane lane, int sessions) {}

    Lanes(Executor pool) {
        this.pool = pool;
    }

    /** A session is in the room. */
    void enter(String room) {
        byRoom.compute(
                room,
                (id, used) -> used == null ? new Used(new Lane(pool), 1) : new Used(used.lane(), used.sessions() + 1));
    }

    /** A session is in the room no more. */
    void leave(String room) {
        byRoom.computeIfPresent(
                room, (id, used) -> used.sessions() == 1 ? null : new Used(used.lane(), used.sessions() - 1));
    }

    /** The lane of a room; empty if it has no sessions here. */
    Optional<Lane> of(String room) {
        return Optional.ofNullable(byRoom.get(room)).map(Used::lane);
    }
}
