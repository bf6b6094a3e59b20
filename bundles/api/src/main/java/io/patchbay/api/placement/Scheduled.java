package io.patchbay.api.placement;

/** The answer to a request for a worker. */
public sealed interface Scheduled {
    /**
     * The task has a worker.
     *
     * @param worker the worker's id
     * @param info what it said of itself
     * @param reservedUntilMillis when the reservation ends, in milliseconds since the epoch; of an executing task, when it
     *     would end if it were laid down now
     */
    record Placed(String worker, WorkerInfo info, long reservedUntilMillis) implements Scheduled {}

    /**
     * The task has none.
     *
     * @param code what a program may react to
     * @param message what a client is told, for example {@code Failed in scheduling portal worker, reason: …}
     */
    record Refused(RefusalCode code, String message) implements Scheduled {}
}
