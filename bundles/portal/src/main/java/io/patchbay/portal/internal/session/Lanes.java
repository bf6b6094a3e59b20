package io.patchbay.portal.internal.session;

import io.patchbay.support.SerialExecutor;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A queue for each room that has sessions here: what a room says is sent in the order in which it was said. Thread-safe. */
final class Lanes {
    private static final int CAPACITY = 10_000;

    private final Executor pool;
    private final Map<String, Lane> byRoom = new ConcurrentHashMap<>();

    private record Lane(SerialExecutor executor, int sessions) {}

    Lanes(Executor pool) {
        this.pool = pool;
    }

    /** A session is in the room. */
    void enter(String room) {
        byRoom.compute(
                room,
                (id, lane) -> lane == null
                        ? new Lane(new SerialExecutor(pool, CAPACITY), 1)
                        : new Lane(lane.executor(), lane.sessions() + 1));
    }

    /** A session is in the room no more. */
    void leave(String room) {
        byRoom.computeIfPresent(
                room, (id, lane) -> lane.sessions() == 1 ? null : new Lane(lane.executor(), lane.sessions() - 1));
    }

    /** The queue of a room; empty if it has no sessions here. */
    Optional<SerialExecutor> of(String room) {
        return Optional.ofNullable(byRoom.get(room)).map(Lane::executor);
    }
}
