package io.patchbay.placement.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.WorkerInfo;

/**
 * Something that happened to one position of a roster, beyond a new load. Immutable.
 *
 * @param present whether a worker is there now
 * @param id the worker's id; empty if nobody is there
 * @param info what it says of itself
 * @param reported its load as reported
 * @param load its load to order by
 * @param available whether it is available
 * @param freeSeats how many seats are free, as {@link LedgerWorker#freeSeats} tells it
 */
record Change(
        boolean present, String id, WorkerInfo info, double reported, double load, boolean available, int freeSeats) {
    private static final WorkerInfo NOBODYS = WorkerInfo.of(0, Attributes.NONE);

    /** Nobody is there any more. */
    static final Change LEFT = new Change(false, "", NOBODYS, 0, 0, false, 0);

    /** What is there now. */
    static Change to(LedgerWorker worker, boolean available) {
        return new Change(
                true, worker.id(), worker.info(), worker.reportedLoad(), worker.load(), available, worker.freeSeats());
    }
}
