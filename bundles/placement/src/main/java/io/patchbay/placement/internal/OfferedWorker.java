package io.patchbay.placement.internal;

import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Optional;

/** A worker as plug-ins see it. Reads the ledger: meant for the thread that has the turn, harmless on any other. */
final class OfferedWorker implements Worker {
    private final LedgerWorker worker;
    private final Tenure tenure;
    private final Optional<Worker> itself = Optional.of(this); // handed out at every decision that has a previous pick

    OfferedWorker(LedgerWorker worker, Tenure tenure) {
        this.worker = worker;
        this.tenure = tenure;
    }

    boolean isOf(Tenure other) {
        return tenure == other;
    }

    LedgerWorker worker() {
        return worker;
    }

    Optional<Worker> asOptional() {
        return itself;
    }

    @Override
    public String id() {
        tenure.requireOpen();
        return worker.id();
    }

    @Override
    public WorkerInfo info() {
        tenure.requireOpen();
        return worker.info();
    }

    @Override
    public double load() {
        tenure.requireOpen();
        return worker.load();
    }

    @Override
    public double reportedLoad() {
        tenure.requireOpen();
        return worker.reportedLoad();
    }

    @Override
    public String toString() {
        return worker.id();
    }
}
