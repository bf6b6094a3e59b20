package io.patchbay.api.placement;

import io.patchbay.api.Identifier;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A worker reports; also its sign of life.
 *
 * @param id the worker
 * @param load its load now, if it states it
 * @param state its state now, if it states it
 * @param pickedUp tasks it has begun to execute since its last report
 * @param laidDown tasks it has ceased to execute since; applied after {@code pickedUp}
 * @param sequence number of this report, one more than the last one's, if it counts them
 * @param seats how many seats each task takes that was picked up and takes more than one; counted where the ledger does not know
 *     the task
 */
public record WorkerReport(
        String id,
        OptionalDouble load,
        OptionalInt state,
        List<String> pickedUp,
        List<String> laidDown,
        OptionalLong sequence,
        Map<String, Integer> seats) {
    /** @throws IllegalArgumentException if an identifier, the load or a number of seats is out of range */
    public WorkerReport {
        Identifier.require("id", id);
        load.ifPresent(WorkerReport::requireLoad);
        pickedUp = List.copyOf(pickedUp);
        laidDown = List.copyOf(laidDown);
        seats = requireSeats(seats);
    }

    /** A report on tasks that take one seat each. */
    public WorkerReport(
            String id,
            OptionalDouble load,
            OptionalInt state,
            List<String> pickedUp,
            List<String> laidDown,
            OptionalLong sequence) {
        this(id, load, state, pickedUp, laidDown, sequence, Map.of());
    }

    /** A sign of life with a load. */
    public static WorkerReport ofLoad(String id, double load) {
        return new WorkerReport(
                id, OptionalDouble.of(load), OptionalInt.empty(), List.of(), List.of(), OptionalLong.empty());
    }

    /** A worker begins to execute tasks. */
    public static WorkerReport ofPickedUp(String id, List<String> tasks) {
        return new WorkerReport(
                id, OptionalDouble.empty(), OptionalInt.empty(), tasks, List.of(), OptionalLong.empty());
    }

    /** A worker ceases to execute tasks. */
    public static WorkerReport ofLaidDown(String id, List<String> tasks) {
        return new WorkerReport(
                id, OptionalDouble.empty(), OptionalInt.empty(), List.of(), tasks, OptionalLong.empty());
    }

    static Map<String, Integer> requireSeats(Map<String, Integer> seats) {
        seats.forEach((task, count) -> {
            if (count < 1 || count > ScheduleRequest.MAX_SEATS) {
                throw new IllegalArgumentException("seats of " + task + " must be within 1 and "
                        + ScheduleRequest.MAX_SEATS + " but was " + count);
            }
        });
        return Map.copyOf(seats);
    }

    static void requireLoad(double load) {
        if (!(load >= 0.0 && load <= 1.0)) {
            throw new IllegalArgumentException("load must be within 0 and 1 but was " + load);
        }
    }
}
