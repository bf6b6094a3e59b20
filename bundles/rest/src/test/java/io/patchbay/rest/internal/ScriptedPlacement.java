package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PassedOver;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A placement that answers what the test says, and keeps what it was asked. Thread-safe. */
final class ScriptedPlacement implements Placement {
    static final WorkerInfo INFO =
            new WorkerInfo("10.239.158.161", "", 8080, false, "", 0.85, Attributes.of("isps", List.of("telco")));

    final List<ScheduleRequest> schedules = new CopyOnWriteArrayList<>();
    final List<String> unscheduled = new CopyOnWriteArrayList<>();
    final List<WorkerAnnouncement> joined = new CopyOnWriteArrayList<>();
    final List<WorkerReport> reports = new CopyOnWriteArrayList<>();
    volatile CompletionStage<Scheduled> scheduled = now(new Scheduled.Placed("portal-1", INFO, 1_700_000_180_000L));
    volatile ReportAnswer reportAnswer = new ReportAnswer.Accepted(7, Set.of("lost"));
    volatile TaskStatus taskStatus = new TaskStatus.NoSuchTask();
    volatile boolean known = true;
    volatile long silentMillis = 300;
    volatile int tasksAskedFor;
    volatile Optional<PassedOver> passedOver = Optional.empty();

    void refuse(RefusalCode code, String message) {
        scheduled = now(new Scheduled.Refused(code, message));
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        schedules.add(request);
        return scheduled;
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        schedules.add(request);
        return scheduled.thenApply(outcome -> new Explanation(
                outcome,
                "sticky 1.0.0",
                "general 1.0.0",
                "least-used 1.0.0",
                List.of(new Explanation.WorkerVerdict(
                        "play-1", 0.2, true, true, "strategy least-used", "least load"))));
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        return now(taskStatus);
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        unscheduled.add(purpose + "/" + task);
        return now(known);
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        joined.add(announcement);
        return now(reportAnswer);
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        reports.add(report);
        return now(reportAnswer);
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        return now(known);
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        tasksAskedFor = tasks;
        List<WorkerStatus> all = List.of(
                status("node-portal", "portal"), status("node-conference", "conference"), status("play-1", "play"));
        return now(all.stream()
                .filter(worker -> purpose.isEmpty() || worker.purpose().equals(purpose.get()))
                .toList());
    }

    private WorkerStatus status(String id, String purpose) {
        return new WorkerStatus(
                id,
                purpose,
                INFO,
                OptionalInt.of(2),
                0.25,
                1,
                2,
                List.of("a", "b"),
                silentMillis,
                Api.NOW - silentMillis,
                3,
                passedOver);
    }

    private static <T> CompletionStage<T> now(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
