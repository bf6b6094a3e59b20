package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;

/**
 * Who rules over a ledger: the plug-ins, or the engine itself where they fail. Confined to the ledger's turn.
 *
 * <p>The operation that asks is what goes on without plug-ins if the call is given up.
 */
interface Policy {
    /**
     * See {@link io.patchbay.api.placement.Scheduler#decide}.
     *
     * @param operation gets the names of those who took part
     * @return a ruling that the ledger can carry out
     */
    Ruling decide(ScheduleOperation operation);

    /** See {@link io.patchbay.api.placement.Scheduler#pickedUp}. */
    long pickedUp(PlacedTask task, LedgerWorker worker, Operation<?> operation);

    /** See {@link io.patchbay.api.placement.Scheduler#laidDown}. */
    long laidDown(PlacedTask task, LedgerWorker worker, boolean executing, Operation<?> operation);

    /** See {@link io.patchbay.api.placement.Scheduler#expired}. */
    long expired(PlacedTask task, Operation<?> operation);
}
