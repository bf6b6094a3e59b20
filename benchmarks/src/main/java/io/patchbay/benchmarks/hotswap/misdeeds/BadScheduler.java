package io.patchbay.benchmarks.hotswap.misdeeds;

import io.patchbay.api.placement.LedgerView;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import io.patchbay.scheduler.sticky.internal.Sticky;
import java.util.Map;
import java.util.Optional;

/** A scheduler that is bad as soon as it decides about a task of the load. Thread-safe. */
public final class BadScheduler implements Scheduler {
    private final Scheduler good = new Sticky();
    private final Mischief mischief;
    private volatile Optional<LedgerView> kept = Optional.empty();

    public BadScheduler(Map<String, Object> properties) {
        mischief = new Mischief(properties);
    }

    @Override
    public Ruling decide(ScheduleRequest request, LedgerView ledger) {
        if (!Stranger.asksInEarnest(request.task())) {
            return good.decide(request, ledger);
        }
        mischief.commit();
        if (mischief.is(Misdeed.ANSWERS_NULL)) {
            return null;
        }
        if (mischief.is(Misdeed.ANSWERS_WITH_A_STRANGER)) {
            return new Ruling.Reserve(new Stranger(), request.reserveMillis());
        }
        if (mischief.is(Misdeed.KEEPS_ITS_VIEW)) {
            kept = kept.or(() -> Optional.of(ledger));
            return good.decide(request, kept.get());
        }
        return good.decide(request, ledger);
    }

    @Override
    public long pickedUp(PlacedTask task, Worker worker, LedgerView ledger) {
        return good.pickedUp(task, worker, ledger);
    }

    @Override
    public long laidDown(PlacedTask task, Worker worker, boolean executing) {
        return good.laidDown(task, worker, executing);
    }

    @Override
    public long expired(PlacedTask task) {
        if (Stranger.asksInEarnest(task.name())) {
            mischief.commit();
        }
        return good.expired(task);
    }
}
