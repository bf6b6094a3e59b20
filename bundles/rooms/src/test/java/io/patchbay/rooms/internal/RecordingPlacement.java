package io.patchbay.rooms.internal;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accepts what the node's worker says, and remembers it. Confined to its test. */
final class RecordingPlacement implements Placement {
    final List<WorkerAnnouncement> announcements = new ArrayList<>();
    final List<String> pickedUp = new ArrayList<>();
    final List<String> laidDown = new ArrayList<>();
    final List<String> quits = new ArrayList<>();
    final List<ScheduleRequest> requests = new ArrayList<>();
    final List<String> unscheduled = new ArrayList<>();
    double load = -1;
    private Scheduled scheduled =
            new Scheduled.Refused(RefusalCode.NO_SCHEDULER, "Failed in scheduling webrtc worker, reason: none");
    private TaskStatus found = new TaskStatus.NoSuchTask();
    private Set<String> revoked = Set.of();

    void revokeNext(String task) {
        revoked = Set.of(task);
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        announcements.add(announcement);
        return accepted();
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        pickedUp.addAll(report.pickedUp());
        laidDown.addAll(report.laidDown());
        report.load().ifPresent(stated -> load = stated);
        return accepted();
    }

    private CompletionStage<ReportAnswer> accepted() {
        ReportAnswer answer = new ReportAnswer.Accepted(1, revoked);
        revoked = Set.of();
        return CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        quits.add(worker);
        return CompletableFuture.completedStage(true);
    }

    /** What media are placed on from now on. */
    void place(Scheduled next) {
        scheduled = next;
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        requests.add(request);
        return CompletableFuture.completedStage(scheduled);
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Where every task is from now on. */
    void find(TaskStatus next) {
        found = next;
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        unscheduled.add(task);
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        throw new UnsupportedOperationException();
    }
}
