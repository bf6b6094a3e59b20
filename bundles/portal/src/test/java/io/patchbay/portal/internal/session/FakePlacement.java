package io.patchbay.portal.internal.session;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Explanation;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A placement with one conference worker. Thread-safe. */
public final class FakePlacement implements Placement {
    private final String conference;
    private final Gate gate = new Gate();
    private final Set<String> executing = ConcurrentHashMap.newKeySet();
    private final List<WorkerAnnouncement> announcements = new ArrayList<>();
    private volatile int state;
    private volatile Optional<Scheduled.Refused> refusal = Optional.empty();

    public FakePlacement(String conference) {
        this.conference = conference;
    }

    Gate gate() {
        return gate;
    }

    void refuse(String message) {
        refusal = Optional.of(new Scheduled.Refused(RefusalCode.FULL, message));
    }

    void refuseNobody() {
        refusal = Optional.empty();
    }

    /** What the portal says that it executes. */
    Set<String> executing() {
        return executing;
    }

    synchronized List<WorkerAnnouncement> announcements() {
        return List.copyOf(announcements);
    }

    /** The state that the portal last said to be in. */
    int state() {
        return state;
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        return gate.pass(() -> refusal.<Scheduled>map(refused -> refused)
                .orElseGet(() -> new Scheduled.Placed(conference, WorkerInfo.of(1, Attributes.NONE), 0)));
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
    public synchronized CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        announcements.add(announcement);
        return CompletableFuture.completedStage(new ReportAnswer.Accepted(1, Set.of()));
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        report.state().ifPresent(said -> state = said);
        executing.addAll(report.pickedUp());
        report.laidDown().forEach(executing::remove);
        return CompletableFuture.completedStage(new ReportAnswer.Accepted(1, Set.of()));
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        return CompletableFuture.completedStage(true);
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        throw new UnsupportedOperationException();
    }
}
