package io.patchbay.api.placement;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The policy over a ledger: what to do with a request, and what becomes of a task that is picked up, laid down or expires.
 * Register it as a service with the property {@value #NAME}.
 *
 * <p>It keeps no tasks: the engine owns the ledger and carries out the ruling after it is in. Called by one thread at a time
 * per purpose, several purposes at once: keep no state, or thread-safe state. Must not block.
 */
@ConsumerType
public interface Scheduler {
    /** Service property: the name by which configuration asks for this scheduler. */
    String NAME = "patchbay.name";

    /**
     * Decides a request.
     *
     * @param request what is asked; its {@code reserveMillis} is 0 where the caller leaves the time to the scheduler
     * @param ledger the state of the purpose, valid only inside this call
     * @return what the engine shall do
     */
    Ruling decide(ScheduleRequest request, LedgerView ledger);

    /**
     * A worker says that it executes a task. The engine makes the worker the task's owner and stops its reservation timer.
     *
     * @param task the task as it was, with this worker or another; {@link PlacedTask#unplaced} if nobody had it
     * @return how long it shall be kept for its worker once it is laid down, in milliseconds
     */
    long pickedUp(PlacedTask task, Worker worker, LedgerView ledger);

    /**
     * A worker says that it no longer executes a task.
     *
     * @param task the task as it was before
     * @param executing whether this worker was known to execute it
     * @return for how many milliseconds it shall stay reserved on that worker; 0 to forget it
     */
    long laidDown(PlacedTask task, Worker worker, boolean executing);

    /**
     * A reservation ran out.
     *
     * @return for how many milliseconds it shall stay reserved still; 0 to forget it
     */
    long expired(PlacedTask task);
}
