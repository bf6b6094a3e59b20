package io.patchbay.scheduler.sticky.internal;

import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * A task stays with the worker that has it, whatever state that worker is in, until nobody uses it and its reservation is over
 * (owt-server: scheduler). So everybody who comes to a room comes to the same worker. Stateless.
 */
@Component(service = Scheduler.class, property = Scheduler.NAME + "=sticky")
public final class Sticky implements Scheduler {
    private static final Ruling FULL = new Ruling.Refuse(RefusalCode.FULL, "No worker available, all in full load.");
    private static final Ruling NO_MATCH = new Ruling.Refuse(RefusalCode.NO_MATCH, "No worker matches the preference.");

    @Override
    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
        Optional<PlacedTask> known = ledger.task(request.task());
        if (known.isPresent() && known.get().present()) {
            long longer = Math.max(known.get().reserveMillis(), request.reserveMillis());
            return new Ruling.Keep(longer > 0 ? longer : ledger.defaultReserveMillis());
        }
        if (!ledger.anyAvailable()) {
            return FULL;
        }
        Optional<Candidates> candidates = ledger.candidates(request.preference());
        if (candidates.isEmpty()) {
            return NO_MATCH;
        }
        Optional<Worker> chosen = ledger.choose(request, candidates.get());
        if (chosen.isEmpty()) {
            return NO_MATCH;
        }
        long millis = request.reserveMillis() > 0 ? request.reserveMillis() : ledger.defaultReserveMillis();
        return new Ruling.Reserve(chosen.get(), millis);
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
