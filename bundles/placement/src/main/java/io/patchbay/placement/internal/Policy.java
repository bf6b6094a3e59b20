package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;

/** Who rules over a ledger: the plug-ins, or the engine itself where they fail. Confined to the ledger's turn. */
interface Policy {
    /**
     * See {@link io.patchbay.api.placement.Scheduler#decide}.
     *
     * @param record gets the names of those who took part
     * @return a ruling that the ledger can carry out
     */
    Ruling decide(ScheduleRequest request, DecisionRecord record);

    /** See {@link io.patchbay.api.placement.Scheduler#pickedUp}. */
    long pickedUp(PlacedTask task, LedgerWorker worker);

    /** See {@link io.patchbay.api.placement.Scheduler#laidDown}. */
    long laidDown(PlacedTask task, LedgerWorker worker, boolean executing);

    /** See {@link io.patchbay.api.placement.Scheduler#expired}. */
    long expired(PlacedTask task);
}
