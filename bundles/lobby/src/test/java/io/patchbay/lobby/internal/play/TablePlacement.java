package io.patchbay.lobby.internal.play;

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
import io.patchbay.testing.ManualClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A ledger of play servers with seats, by the rules of the real one. Thread-safe. */
final class TablePlacement implements Placement {
    private static final class Server {
        private final WorkerInfo info;
        private boolean present = true;
        private boolean passedOver;

        private Server(WorkerInfo info) {
            this.info = info;
        }
    }

    private static final class Task {
        private final String server;
        private final int seats;
        private long deadlineMillis;
        private boolean executing;

        private Task(String server, int seats, long deadlineMillis) {
            this.server = server;
            this.seats = seats;
            this.deadlineMillis = deadlineMillis;
        }
    }

    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final ManualClock clock;
    private boolean leads = true;
    private int decisions;

    TablePlacement(ManualClock clock) {
        this.clock = clock;
    }

    synchronized void server(String id, int seats, String... modes) {
        Attributes capacity = modes.length == 0 ? Attributes.NONE : Attributes.of("modes", List.of(modes));
        servers.put(id, new Server(new WorkerInfo("10.0.0.1", "", 7000, false, "", 1, capacity).withSeats(seats)));
    }

    synchronized void kill(String id) {
        servers.get(id).present = false;
        tasks.values().removeIf(task -> task.executing && task.server.equals(id));
    }

    /** Its next report. */
    synchronized void reports(String id) {
        servers.get(id).passedOver = false;
    }

    synchronized void pickUp(String task) {
        tasks.get(task).executing = true;
    }

    /** A server joins with a task that it has, or says that it has picked it up. */
    synchronized void executes(String server, String task, int seats) {
        tasks.put(task, new Task(server, seats, 0));
        pickUp(task);
    }

    synchronized void layDown(String task) {
        tasks.remove(task);
    }

    synchronized void leads(boolean now) {
        leads = now;
    }

    synchronized int decisions() {
        return decisions;
    }

    synchronized int taken(String server) {
        expire();
        return tasks.values().stream()
                .filter(task -> task.server.equals(server))
                .mapToInt(task -> task.seats)
                .sum();
    }

    @Override
    public synchronized CompletionStage<Scheduled> schedule(ScheduleRequest request) {
        Scheduled outcome = decide(request);
        if (outcome instanceof Scheduled.Placed placed) {
            tasks.put(request.task(), new Task(placed.worker(), request.seats(), placed.reservedUntilMillis()));
        }
        return done(outcome);
    }

    private Scheduled decide(ScheduleRequest request) {
        decisions++;
        expire();
        if (!leads) {
            return new Scheduled.Refused(RefusalCode.NOT_READY, "cluster manager is not ready.");
        }
        for (Map.Entry<String, Server> entry : servers.entrySet()) {
            Server server = entry.getValue();
            List<String> modes = server.info.capacity().texts("modes");
            boolean serves = modes.isEmpty()
                    || modes.contains(request.preference().text("mode").orElse(""));
            int free = server.info.seats().orElseThrow() - taken(entry.getKey());
            if (server.present && !server.passedOver && serves && free >= request.seats()) {
                return new Scheduled.Placed(entry.getKey(), server.info, clock.millis() + request.reserveMillis());
            }
        }
        return new Scheduled.Refused(RefusalCode.FULL, "No worker available, all in full load.");
    }

    private void expire() {
        tasks.values().removeIf(task -> !task.executing && clock.millis() >= task.deadlineMillis);
    }

    @Override
    public synchronized CompletionStage<Explanation> explain(ScheduleRequest request) {
        return done(new Explanation(decide(request), "", "", "", List.of()));
    }

    @Override
    public synchronized CompletionStage<TaskStatus> task(String purpose, String name) {
        expire();
        Task task = tasks.get(name);
        if (!leads) {
            return done(new TaskStatus.NotReady());
        }
        if (task == null) {
            return done(new TaskStatus.NoSuchTask());
        }
        Server server = servers.get(task.server);
        return done(
                new TaskStatus.Found(task.server, server.info, task.executing, task.deadlineMillis, server.present));
    }

    @Override
    public synchronized CompletionStage<Boolean> confirm(
            String purpose, String name, String worker, long withinMillis) {
        expire();
        Task task = tasks.get(name);
        if (!leads || task == null || !task.server.equals(worker) || !servers.get(worker).present) {
            return done(false);
        }
        task.deadlineMillis = clock.millis() + withinMillis;
        return done(true);
    }

    @Override
    public synchronized CompletionStage<Boolean> unschedule(String purpose, String task) {
        return done(tasks.remove(task) != null);
    }

    @Override
    public synchronized CompletionStage<Boolean> passOver(String purpose, String worker) {
        servers.get(worker).passedOver = true;
        return done(true);
    }

    @Override
    public CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<ReportAnswer> report(WorkerReport report) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> quit(String worker) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks) {
        throw new UnsupportedOperationException();
    }

    private static <T> CompletionStage<T> done(T answer) {
        return CompletableFuture.completedStage(answer);
    }
}
