package io.patchbay.api.placement;

/** What a scheduler decides. */
public sealed interface Ruling {
    /**
     * Leave the task with the worker that has it.
     *
     * @param reserveMillis the reservation from now on; restarts the timer unless the task is executing
     */
    record Keep(long reserveMillis) implements Ruling {}

    /**
     * Give the task to a worker until it is picked up or the time is over.
     *
     * @param worker one that the ledger view handed out
     * @param reserveMillis for how long, 1 or more
     */
    record Reserve(Worker worker, long reserveMillis) implements Ruling {}

    /**
     * Place it nowhere.
     *
     * @param code what a program may react to
     * @param reason what the caller is told, for example {@code No worker available, all in full load.}
     */
    record Refuse(RefusalCode code, String reason) implements Ruling {}
}
