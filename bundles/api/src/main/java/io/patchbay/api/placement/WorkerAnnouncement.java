package io.patchbay.api.placement;

import io.patchbay.api.Identifier;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A worker joins, or says again who it is.
 *
 * @param id unique in the cluster
 * @param purpose what tasks it takes
 * @param info what it says of itself
 * @param state its state, {@link #READY} if it says none; with any other it is not available
 * @param load its load, 0.0 to 1.0; a worker that states none is not available until its first report
 * @param incarnation random per process, so that a restart under the same id is noticed (its old tasks are laid down)
 * @param tasks every task it executes, replacing what was believed; empty to say nothing about them
 * @param seats how many seats each of those tasks takes that takes more than one; counted where the ledger does not know the task
 *     any more, as after a crash of the node that leads
 */
public record WorkerAnnouncement(
        String id,
        String purpose,
        WorkerInfo info,
        OptionalInt state,
        OptionalDouble load,
        Optional<String> incarnation,
        Optional<Set<String>> tasks,
        Map<String, Integer> seats) {
    /** The state in which a worker takes tasks (owt-server: 2). */
    public static final int READY = 2;

    /** @throws IllegalArgumentException if an identifier, the load or a number of seats is out of range */
    public WorkerAnnouncement {
        Identifier.require("id", id);
        Identifier.require("purpose", purpose);
        load.ifPresent(WorkerReport::requireLoad);
        tasks = tasks.map(Set::copyOf);
        seats = WorkerReport.requireSeats(seats);
    }

    /** A worker whose tasks take one seat each. */
    public WorkerAnnouncement(
            String id,
            String purpose,
            WorkerInfo info,
            OptionalInt state,
            OptionalDouble load,
            Optional<String> incarnation,
            Optional<Set<String>> tasks) {
        this(id, purpose, info, state, load, incarnation, tasks, Map.of());
    }

    /** A worker that is ready at once. */
    public static WorkerAnnouncement ready(String id, String purpose, WorkerInfo info, double load) {
        return new WorkerAnnouncement(
                id, purpose, info, OptionalInt.of(READY), OptionalDouble.of(load), Optional.empty(), Optional.empty());
    }
}
