package io.patchbay.api.placement;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A worker as an operator sees it.
 *
 * @param id its id
 * @param purpose what it is for
 * @param info what it said of itself
 * @param state its state, if it stated one
 * @param load what it last reported
 * @param reserved how many tasks are reserved on it
 * @param executing how many tasks it executes
 * @param tasks the first tasks that it executes, as many as were asked for
 * @param silentMillis how long ago it last reported
 * @param reportedAtMillis when that was, in milliseconds since the epoch; stays what it is until the next report
 * @param seatsTaken how many seats its tasks take, reserved and executing ones
 * @param passedOver why it is given nothing new before its next report; empty of one that is not passed over
 */
public record WorkerStatus(
        String id,
        String purpose,
        WorkerInfo info,
        OptionalInt state,
        double load,
        int reserved,
        int executing,
        List<String> tasks,
        long silentMillis,
        long reportedAtMillis,
        int seatsTaken,
        Optional<PassedOver> passedOver) {
    /** The most tasks that are named of a worker. */
    public static final int MOST_TASKS = 100;
}
