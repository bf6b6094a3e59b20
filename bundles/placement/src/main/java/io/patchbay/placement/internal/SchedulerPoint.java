package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduler;
import io.patchbay.api.placement.Worker;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Schedulers as plug-ins; checked on made-up ledgers with and without workers and with tasks in each state. Stateless. */
@Component(service = ExtensionPoint.class)
public final class SchedulerPoint implements ExtensionPoint<Scheduler> {
    private static final long RESERVE_MILLIS = 1000;

    @Override
    public String kind() {
        return "scheduler";
    }

    @Override
    public Class<Scheduler> type() {
        return Scheduler.class;
    }

    @Override
    public Set<Experiment.Mode> experiments() {
        return Set.of(Experiment.Mode.SHADOW, Experiment.Mode.CANARY);
    }

    @Override
    public void check(Scheduler candidate) throws ContractViolation {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.FLEETS[1]);
        for (String task : Rehearsal.TASKS) {
            checkDecision(candidate, rehearsal, task);
            checkTimes(candidate, rehearsal, task);
        }
        rehearsal.requireSpeed();
        checkDecision(candidate, new Rehearsal(0), Rehearsal.TASKS.get(0));
    }

    private static void checkDecision(Scheduler candidate, Rehearsal rehearsal, String task) throws ContractViolation {
        ScheduleRequest request = new ScheduleRequest("rehearsal", task, Preference.NONE, RESERVE_MILLIS);
        Ruling ruling = rehearsal.timed(() -> candidate.decide(request, rehearsal.ledger()));
        if (ruling instanceof Ruling.Reserve reserve) {
            if (!rehearsal.offers(reserve.worker())) {
                throw new ContractViolation("it reserved a worker that is not among the candidates");
            }
            requireTime(reserve.reserveMillis(), 1);
        } else if (ruling instanceof Ruling.Keep keep) {
            if (rehearsal.ledger().task(task).filter(PlacedTask::present).isEmpty()) {
                throw new ContractViolation("it kept a task that no worker has");
            }
            requireTime(keep.reserveMillis(), 1);
        } else if (ruling instanceof Ruling.Refuse refuse && (refuse.code() == null || refuse.reason() == null)) {
            throw new ContractViolation("it refused without a code or a reason");
        }
    }

    private static void checkTimes(Scheduler candidate, Rehearsal rehearsal, String name) throws ContractViolation {
        PlacedTask task = rehearsal.ledger().task(name).orElse(PlacedTask.unplaced(name));
        Worker worker = rehearsal.decision().candidates().first();
        requireTime(rehearsal.timed(() -> candidate.pickedUp(task, worker, rehearsal.ledger())), 0);
        requireTime(rehearsal.timed(() -> candidate.laidDown(task, worker, task.executing())), 0);
        requireTime(rehearsal.timed(() -> candidate.expired(task)), 0);
    }

    private static void requireTime(long millis, long least) throws ContractViolation {
        if (millis < least || millis > ScheduleRequest.MAX_RESERVE_MILLIS) {
            throw new ContractViolation("it answered with " + millis + " ms, which is not within " + least + " and "
                    + ScheduleRequest.MAX_RESERVE_MILLIS);
        }
    }
}
