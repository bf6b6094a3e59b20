package io.patchbay.placement.internal;

import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerReport;
import java.util.List;
import java.util.Optional;

/** A worker's report; it remembers how far it got, so that it can go on after a plug-in call that was given up. */
final class ReportOperation extends LedgerOperation<ReportAnswer> {
    private final WorkerReport report;
    private boolean takenIn;
    private int pickedUp;
    private int laidDown;

    ReportOperation(Ledger ledger, WorkerReport report) {
        super(ledger);
        this.report = report;
    }

    @Override
    ReportAnswer doIt() {
        Attendance attendance = ledger().attendance();
        Optional<LedgerWorker> member = ledger().registry().member(report.id());
        if (member.isEmpty()) {
            return new ReportAnswer.Unknown();
        }
        LedgerWorker worker = member.get();
        if (!takenIn) {
            Optional<ReportAnswer> refusal = attendance.takeIn(report, worker);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            takenIn = true;
        }
        for (List<String> tasks = report.pickedUp(); pickedUp < tasks.size(); pickedUp++) {
            String task = tasks.get(pickedUp);
            ledger().execution().pickUp(task, report.seats().getOrDefault(task, 1), worker, this);
        }
        for (List<String> tasks = report.laidDown(); laidDown < tasks.size(); laidDown++) {
            ledger().execution().layDown(tasks.get(laidDown), worker, this);
        }
        return attendance.accepted(worker);
    }

    @Override
    ReportAnswer notReady() {
        return new ReportAnswer.NotReady();
    }

    @Override
    ReportAnswer busy() {
        return new ReportAnswer.NotReady();
    }

    @Override
    int patience() {
        return PATIENCE;
    }
}
