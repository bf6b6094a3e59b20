package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;

/** Rules in a copy of a ledger where the plug-in fails that is tried there: it says that nobody decided. Stateless. */
final class Unasked implements Policy {
    private static final Ruling NOBODY = new Ruling.Refuse(RefusalCode.NO_PLUGIN, "nobody decided");

    @Override
    public Ruling decide(ScheduleOperation operation) {
        operation.decidedBy(Labels.ENGINE_RULED);
        return NOBODY;
    }

    @Override
    public long pickedUp(PlacedTask task, LedgerWorker worker, Operation<?> operation) {
        return 0;
    }

    @Override
    public long laidDown(PlacedTask task, LedgerWorker worker, boolean executing, Operation<?> operation) {
        return 0;
    }

    @Override
    public long expired(PlacedTask task, Operation<?> operation) {
        return 0;
    }
}
