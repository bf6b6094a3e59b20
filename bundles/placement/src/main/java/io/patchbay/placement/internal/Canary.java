package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.placement.PlacedTask;
import io.patchbay.api.placement.Ruling;
import io.patchbay.api.placement.ScheduleRequest;

/**
 * A plug-in that is tried rules over a share of the requests, with instances of the other two of its own, so that it hurts
 * nobody but itself; where it fails, those that serve rule. Confined to the ledger's turn, but for {@link #isOf}.
 */
final class Canary implements Policy {
    private final ExperimentRun run;
    private final Ledger ledger;
    private final PluginPolicy policy;
    private boolean answered;

    Canary(ExperimentRun run, Ledger ledger, Seats seats) {
        this.run = run;
        this.ledger = ledger;
        this.policy = PluginPolicy.tried(ledger, this, seats);
    }

    boolean isOf(ExperimentRun asked) {
        return run == asked;
    }

    PluginPolicy policy() {
        return policy;
    }

    /** Whether it rules over a request. */
    boolean takes(ScheduleRequest request) {
        return run.isOn()
                && run.experiment()
                        .share()
                        .includes(
                                request.task(),
                                request.origin().room(),
                                request.origin().service());
    }

    /** Has the plug-in rule that is tried, or if it fails those that serve. */
    Ruling rule(ScheduleOperation operation) {
        answered = true;
        Ruling ruling = policy.decide(operation);
        if (answered) {
            run.answered();
        }
        return ruling;
    }

    /** The plug-in that is tried has failed. */
    @Override
    public Ruling decide(ScheduleOperation operation) {
        answered = false;
        run.skipped(1);
        return ledger.serving().decide(operation);
    }

    @Override
    public long pickedUp(PlacedTask task, LedgerWorker worker, Operation<?> operation) {
        return ledger.serving().pickedUp(task, worker, operation);
    }

    @Override
    public long laidDown(PlacedTask task, LedgerWorker worker, boolean executing, Operation<?> operation) {
        return ledger.serving().laidDown(task, worker, executing, operation);
    }

    @Override
    public long expired(PlacedTask task, Operation<?> operation) {
        return ledger.serving().expired(task, operation);
    }
}
