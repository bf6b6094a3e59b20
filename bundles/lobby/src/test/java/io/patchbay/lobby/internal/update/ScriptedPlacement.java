package io.patchbay.lobby.internal.update;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A cluster manager that takes the first worker that is not excepted and has the release. Thread-safe. */
final class ScriptedPlacement implements Placement {
    final Map<String, WorkerAnnouncement> members = new LinkedHashMap<>();
    final List<WorkerReport> reports = new ArrayList<>();
    final List<ScheduleRequest> requests = new ArrayList<>();
    private boolean ready = true;

    synchronized void ready(boolean now) {
        ready = now;
    }

    synchronized Set<String> names() {
        return Set.copyOf(members.keySet());
    }

    @Override
    public synchronized CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        requests.add(request);
        List<String> except = request.preference().texts(UpdateDesk.EXCEPT);
        String release = request.preference().text(UpdateDesk.RELEASE).orElse("");
        for (WorkerAnnouncement worker : members.values()) {
            if (!except.contains(worker.id())
                    && worker.info().capacity().texts("releases").contains(release)) {
                return CompletableFuture.completedStage(new Scheduled.Placed(worker.id(), worker.info(), 0));
            }
        }
        RefusalCode code = ready ? RefusalCode.NO_MATCH : RefusalCode.NOT_READY;
        return CompletableFuture.completedStage(new Scheduled.Refused(code, "nobody"));
    }

    @Override
    public synchronized CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        if (!ready) {
            return CompletableFuture.completedStage(new ReportAnswer.NotReady());
        }
        members.put(announcement.id(), announcement);
        return CompletableFuture.completedStage(new ReportAnswer.Accepted(1, Set.of()));
    }

    @Override
    public synchronized CompletionStage<ReportAnswer> report(WorkerReport report) {
        reports.add(report);
        return CompletableFuture.completedStage(
                members.containsKey(report.id()) ? new ReportAnswer.Accepted(1, Set.of()) : new ReportAnswer.Unknown());
    }

    @Override
    public synchronized CompletionStage<Boolean> quit(String worker) {
        return CompletableFuture.completedStage(members.remove(worker) != null);
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        throw new UnsupportedOperationException();
    }
}
