package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.work.AttemptRun;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A task that this node is busy with, from standing for it until its result is written. Confined to the job's executor. */
final class Held {
    private final TaskTable table;
    private final int number;
    private final Lease<TaskHandler> handler;
    private final int parts; // of what this node has for attempts
    private Optional<Lease<TaskElection>> election = Optional.empty();
    private Optional<TaskElection.Candidacy> candidacy = Optional.empty();
    private Optional<AttemptRun> run = Optional.empty();
    private List<String> permits = List.of();
    private String permitted = ""; // the worker that took them
    private Optional<Instant> begun = Optional.empty();
    private Optional<Instant> deadline = Optional.empty();
    private boolean tried;
    private int ticks; // that it has waited for its turn
    private boolean cancelled;
    private boolean placed = true;
    private boolean over;
    private boolean looked; // at its shared resource, once it had ended

    Held(TaskTable table, int number, Lease<TaskHandler> handler, int parts) {
        this.table = table;
        this.number = number;
        this.handler = handler;
        this.parts = parts;
    }

    TaskTable table() {
        return table;
    }

    int number() {
        return number;
    }

    TaskSpec spec() {
        return table.graph().task(number);
    }

    Lease<TaskHandler> handler() {
        return handler;
    }

    int parts() {
        return parts;
    }

    Optional<AttemptRun> run() {
        return run;
    }

    List<String> permits() {
        return permits;
    }

    /** The worker that took them. */
    String permitted() {
        return permitted;
    }

    void permits(List<String> reserved, String worker) {
        permits = reserved;
        permitted = worker;
    }

    /** They are gone with the session that had taken them. */
    void permitsAreGone() {
        permits = List.of();
    }

    /** Whether its shared resource is to be looked at before its result is written: once. */
    boolean looksAgain() {
        boolean first = !looked;
        looked = true;
        return first;
    }

    /** Gives up its place among the attempts of this node; returns whether it had one. */
    boolean leave() {
        boolean had = placed;
        placed = false;
        return had;
    }

    void standing(Lease<TaskElection> with, TaskElection.Candidacy as) {
        election = Optional.of(with);
        candidacy = Optional.of(as);
    }

    /** Whether it is this node's turn for the first time: an election may say so only once, and a second claim would undo the first. */
    boolean tries() {
        boolean first = !tried && !over;
        tried = true;
        return first;
    }

    /** Whether it waits for its turn. */
    boolean waits() {
        return !tried && !over;
    }

    /** It waits for one tick more; in ticks, which do not go on while the machine sleeps. Returns how many. */
    int waitsOn() {
        return ++ticks;
    }

    /** Its wait counts from now on. */
    void waitsAnew() {
        ticks = 0;
    }

    /** The election has not said in time whose turn it is. */
    void blame(Duration patience) {
        election.ifPresent(lease -> lease.fault(
                FaultReason.TOO_SLOW, "did not say within " + patience.toSeconds() + " s who tries " + spec().id()));
    }

    void running(AttemptRun attempt, Instant from, Instant until) {
        run = Optional.of(attempt);
        begun = Optional.of(from);
        deadline = Optional.of(until);
    }

    /** How long the attempt takes already; empty if there is none, or its place is free again. */
    Optional<Duration> runsFor(Instant now) {
        return begun.filter(from -> placed).map(from -> Duration.between(from, now));
    }

    /** Has the attempt end when its time is over, and gives it up when it does not. */
    void tick(Instant now, Duration patience) {
        if (run.isEmpty() || deadline.isEmpty() || now.isBefore(deadline.get())) {
            return;
        }
        if (cancelled) {
            run.get().abandon();
            deadline = Optional.empty();
        } else {
            cancelled = true;
            deadline = Optional.of(now.plus(patience));
            run.get().cancel();
        }
    }

    /** Somebody else has the task now. */
    void lost(Instant now, Duration patience) {
        if (run.isPresent() && !cancelled) {
            cancelled = true;
            deadline = Optional.of(now.plus(patience));
            run.get().cancel();
        }
    }

    /** Lets others try. The handler's lease is closed by the attempt itself once there is one. */
    void end() {
        over = true;
        if (run.isEmpty()) {
            handler.close();
        }
        election.ifPresent(this::leaveElection);
    }

    private void leaveElection(Lease<TaskElection> lease) {
        try {
            candidacy.ifPresent(TaskElection.Candidacy::close);
        } catch (RuntimeException | Error thrown) { // a plug-in may be missing a class, too
            lease.fault(thrown);
        } finally {
            lease.close();
        }
    }
}
