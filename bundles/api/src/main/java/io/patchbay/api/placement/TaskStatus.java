package io.patchbay.api.placement;

/** The answer to the question where a task is. */
public sealed interface TaskStatus {
    /**
     * It is bound to a worker.
     *
     * @param worker the worker's id
     * @param info what the worker said of itself
     * @param executing whether the worker executes it, rather than having it reserved
     * @param reservedUntilMillis when the reservation ends, in milliseconds since the epoch; 0 while executing
     * @param present whether that worker is a member now: what is reserved on one that is gone waits for it until its time is
     *     over
     */
    record Found(String worker, WorkerInfo info, boolean executing, long reservedUntilMillis, boolean present)
            implements TaskStatus {}

    /** No worker has it: {@code No such a task}. */
    record NoSuchTask() implements TaskStatus {}

    /** No worker of that purpose ever joined: {@code Invalid purpose.} */
    record InvalidPurpose() implements TaskStatus {}

    /** This node does not lead: {@code cluster manager is not ready.} */
    record NotReady() implements TaskStatus {}
}
