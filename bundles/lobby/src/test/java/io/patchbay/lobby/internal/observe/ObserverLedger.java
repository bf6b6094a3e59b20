package io.patchbay.lobby.internal.observe;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.Observers;
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
import io.patchbay.testing.ManualClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A ledger of observers with seats, which keeps each seat for ever. Confined to one test. */
final class ObserverLedger implements Placement {
    private final Map<String, WorkerInfo> members = new LinkedHashMap<>();
    private final Map<String, String> tasks = new LinkedHashMap<>();
    private final ManualClock clock;
    boolean leads = true;

    ObserverLedger(ManualClock clock) {
        this.clock = clock;
    }

    void join(String observer, String match, int seats) {
        WorkerInfo info =
                new WorkerInfo("10.0.0.1", "", 7100, false, "", 1, Attributes.of(Observers.MATCHES, List.of(match)));
        members.put(observer, info.withSeats(seats));
    }

    /** Whoever had a seat has left it. */
    void empty() {
        tasks.clear();
    }

    boolean has(String observer) {
        return members.containsKey(observer);
    }

    @Override
    public CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        if (!leads) {
            return done(new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready."));
        }
        Optional<String> kept = Optional.ofNullable(tasks.get(request.task())).filter(members::containsKey);
        Optional<String> chosen = kept.or(() -> members.keySet().stream()
                .filter(id -> hasRoom(id, request.preference().text("match").orElse("")))
                .findFirst());
        chosen.ifPresent(id -> tasks.put(request.task(), id));
        return done(chosen.<Scheduled>map(
                        id -> new Scheduled.Placed(id, members.get(id), clock.millis() + request.reserveMillis()))
                .orElseGet(() -> new Scheduled.Refused(RefusalCode.NO_MATCH, "no worker matches")));
    }

    private boolean hasRoom(String id, String match) {
        WorkerInfo info = members.get(id);
        return info.capacity().texts(Observers.MATCHES).contains(match)
                && taken(id) < info.seats().orElseThrow();
    }

    private int taken(String id) {
        return (int) tasks.values().stream().filter(id::equals).count();
    }

    @Override
    public CompletionStage<TaskStatus> task(String purpose, String task) {
        if (!leads) {
            return done(new TaskStatus.NotReady());
        }
        return done(Optional.ofNullable(tasks.get(task))
                .filter(worker -> purpose.equals(Observers.PURPOSE))
                .<TaskStatus>map(worker -> new TaskStatus.Found(worker, members.get(worker), true, 0, true))
                .orElseGet(TaskStatus.NoSuchTask::new));
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        return done(Optional.ofNullable(members.remove(worker)).isPresent());
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        return done(members.entrySet().stream()
                .map(member -> new WorkerStatus(
                        member.getKey(),
                        Observers.PURPOSE,
                        member.getValue(),
                        OptionalInt.empty(),
                        0,
                        0,
                        0,
                        List.of(),
                        0,
                        clock.millis(),
                        taken(member.getKey()),
                        Optional.empty()))
                .toList());
    }

    @Override
    public CompletionStage<Explanation> explain(ScheduleRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> unschedule(String purpose, String task) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> passOver(String purpose, String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        throw new UnsupportedOperationException();
    }

    private static <T> CompletionStage<T> done(T answer) {
        return CompletableFuture.completedStage(answer);
    }
}
