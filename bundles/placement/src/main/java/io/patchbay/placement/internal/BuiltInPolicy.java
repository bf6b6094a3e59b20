package io.patchbay.placement.internal;

import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;

/**
 * What the engine does by itself where a plug-in fails: the rules of the sticky scheduler (owt-server: scheduler), the matcher's
 * earlier verdicts or everybody, the least loaded. Calls nobody. Confined to the turn.
 */
final class BuiltInPolicy implements Policy {
    static final Ruling.Refuse FULL = new Ruling.Refuse(RefusalCode.FULL, "No worker available, all in full load.");
    static final Ruling NO_MATCH = new Ruling.Refuse(RefusalCode.NO_MATCH, "No worker matches the preference.");

    private final Ledger ledger;

    BuiltInPolicy(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Ruling decide(ScheduleOperation operation) {
        ScheduleRequest request = operation.request();
        Bookings bookings = ledger.bookings();
        int task = operation.task();
        if (task != TaskTable.NONE && bookings.holder(task).isPresent()) {
            operation.decidedBy(Labels.ENGINE_RULED);
            return new Ruling.Keep(orDefault(Math.max(bookings.reserveMillis(task), request.reserveMillis())));
        }
        if (ledger.roster().available(request.seats()).isEmpty()) {
            operation.decidedBy(Labels.ENGINE_RULED);
            return FULL;
        }
        operation.decidedBy(Labels.ENGINE_CHOSE);
        Group candidates = ledger.indexes().byHeart(request.preference()).candidates(request.seats());
        if (candidates.size() == 0) {
            return NO_MATCH;
        }
        LedgerWorker worker = ledger.roster().at(candidates.leastLoaded());
        return new Ruling.Reserve(worker.offered(ledger.tenure()), orDefault(request.reserveMillis()));
    }

    @Override
    public long pickedUp(PlacedTask task, LedgerWorker worker, Operation<?> operation) {
        return task.placed() ? task.reserveMillis() : ledger.settings().reserveMillis();
    }

    @Override
    public long laidDown(PlacedTask task, LedgerWorker worker, boolean executing, Operation<?> operation) {
        return executing ? task.reserveMillis() : 0;
    }

    @Override
    public long expired(PlacedTask task, Operation<?> operation) {
        return 0;
    }

    private long orDefault(long reserveMillis) {
        return reserveMillis > 0 ? reserveMillis : ledger.settings().reserveMillis();
    }
}
