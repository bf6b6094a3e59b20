package io.patchbay.support;

import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Remembers what it was told, and answers as the test says: accepted, unless it said otherwise. Confined to its test. */
final class ScriptedPlacement implements Placement {
    final List<WorkerAnnouncement> announcements = new ArrayList<>();
    final List<WorkerReport> reports = new ArrayList<>();
    final List<String> quits = new ArrayList<>();
    private final Deque<CompletionStage<ReportAnswer>> answers = new ArrayDeque<>();

    void thenAnswers(ReportAnswer answer) {
        answers.add(CompletableFuture.completedStage(answer));
    }

    void thenFails(RuntimeException failure) {
        answers.add(CompletableFuture.failedStage(failure));
    }

    /** Leaves the next message unanswered until the test completes it. */
    CompletableFuture<ReportAnswer> thenWaits() {
        CompletableFuture<ReportAnswer> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    WorkerAnnouncement lastAnnouncement() {
        return announcements.get(announcements.size() - 1);
    }

    WorkerReport lastReport() {
        return reports.get(reports.size() - 1);
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        announcements.add(announcement);
        return answer();
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        reports.add(report);
        return answer();
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        quits.add(worker);
        return CompletableFuture.completedStage(true);
    }

    private CompletionStage<ReportAnswer> answer() {
        return answers.isEmpty()
                ? CompletableFuture.completedStage(new ReportAnswer.Accepted(1, java.util.Set.of()))
                : answers.poll();
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        throw new UnsupportedOperationException();
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
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
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
}
