package io.patchbay.placement.internal;

import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import java.util.Optional;

/** The rules of {@link BuiltInPolicy} for where only the scheduler is missing. Stateless. */
final class StickyRules implements Scheduler {
    @Override
    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
        Optional<PlacedTask> known = ledger.task(request.task()).filter(PlacedTask::present);
        if (known.isPresent()) {
            return new Ruling.Keep(orDefault(Math.max(known.get().reserveMillis(), request.reserveMillis()), ledger));
        }
        if (!ledger.anyAvailable()) {
            return BuiltInPolicy.FULL;
        }
        Optional<Worker> chosen =
                ledger.candidates(request.preference()).flatMap(candidates -> ledger.choose(request, candidates));
        return chosen.<Ruling>map(worker -> new Ruling.Reserve(worker, orDefault(request.reserveMillis(), ledger)))
                .orElse(BuiltInPolicy.NO_MATCH);
    }

    private static long orDefault(long reserveMillis, LedgerView ledger) {
        return reserveMillis > 0 ? reserveMillis : ledger.defaultReserveMillis();
    }

    @Override
    public long pickedUp(PlacedTask task, Worker worker, LedgerView ledger) {
        return task.placed() ? task.reserveMillis() : ledger.defaultReserveMillis();
    }

    @Override
    public long laidDown(PlacedTask task, Worker worker, boolean executing) {
        return executing ? task.reserveMillis() : 0;
    }

    @Override
    public long expired(PlacedTask task) {
        return 0;
    }
}
