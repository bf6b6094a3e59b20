package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.control.Guards;
import io.patchbay.migrator.internal.control.Verdict;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.shared.SharedRules;
import io.patchbay.migrator.internal.shared.SharedView;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Brings a job from one state to the next, on the node that leads; each step is one transaction on the job's entry at the version
 * that was seen, so that two nodes that believe to lead do no harm. Confined to the job's executor.
 */
final class Steward {
    private static final int MOST_LEFT_OVER = 2000;

    private final Context context;
    private final Replica replica;
    private final JobLoop loop;
    private final Turns turns;
    private final SharedLook sharedLook;
    private final Keeping keeping;
    private boolean stepping;

    /** Who of a group runs. */
    interface Turns {
        /** Why a job has to wait for others of its group; empty if it is its turn. */
        Optional<String> before(JobRecord job);
    }

    Steward(Context context, Replica replica, JobLoop loop, Turns turns) {
        this.context = context;
        this.replica = replica;
        this.loop = loop;
        this.turns = turns;
        this.sharedLook = new SharedLook(context, replica, loop);
        this.keeping = new Keeping(context, replica, loop);
    }

    /** Does the next step, if one is due. */
    void step() {
        if (stepping || keeping.isBusy() || !context.leading().getAsBoolean()) {
            return;
        }
        Instant now = context.clock().instant();
        JobRecord job = replica.job();
        switch (job.state()) {
            case WAITING -> admit(job, now);
            case PENDING -> enter(job.started(now).with(JobState.RUNNING, ""), now);
            case RUNNING -> complete(job, now);
            case PAUSED -> {
                if (due(job.resumeAt(), now)) {
                    enter(Guards.resumed(job, now), now);
                }
            }
            case CANCELING -> {
                cancelWaiting(now);
                complete(job, now);
            }
            case COMPLETED -> leave(job, now);
            case CLEARING -> endClear(job, now);
            case CLEAR_FAILED -> clearAgain(job, now);
            case REPORTING -> report(job, now);
            case FINISHED -> {
                // it is deleted by and by
            }
        }
    }

    private static boolean due(Optional<Instant> time, Instant now) {
        return time.isPresent() && !now.isBefore(time.get());
    }

    private void admit(JobRecord job, Instant now) {
        boolean early = job.facts().startAt().filter(now::isBefore).isPresent();
        Optional<String> before = early ? Optional.of("it is not time yet") : turns.before(job);
        boolean late = job.facts().type() == JobType.SIMULATION
                && now.isAfter(
                        job.facts().submittedAt().plus(context.settings().get().longestWait()));
        if (before.isEmpty()) {
            // both steps in one transaction: nothing can come between them
            JobRecord running = job.started(now).with(JobState.RUNNING, "");
            enter(running, List.of(), List.of(lineOf(job.with(JobState.PENDING, ""), now), lineOf(running, now)));
        } else if (late && !early) {
            JobRecord over = job.completed(JobResult.WAITED_TOO_LONG, now, Optional.empty());
            enter(over.with(JobState.REPORTING, "waited for longer than a drill may: " + before.get()), now);
        } else if (!job.why().equals(before.get())) {
            enter(job.with(JobState.WAITING, before.get()), now);
        }
    }

    private void complete(JobRecord job, Instant now) {
        if (!replica.forward().allDone()) {
            return;
        }
        JobResult result = Verdict.of(job, replica.forward(), now);
        Optional<Instant> rollback = job.facts().type() == JobType.SIMULATION
                ? Optional.of(now.plus(context.settings().get().rollbackAfter()))
                : Optional.empty();
        String superseded = job.operation() == JobOperation.CANCEL ? "canceled" : "";
        enter(job.completed(result, now, rollback).with(JobState.COMPLETED, superseded), now);
    }

    private void cancelWaiting(Instant now) {
        TaskTable table = replica.forward();
        for (int number = 0; number < table.graph().size(); number++) {
            if (table.record(number).state() == TaskState.WAITING) {
                settle(
                        table,
                        number,
                        table.record(number).ended(TaskResult.CANCELED, Optional.empty(), Optional.empty(), now),
                        now);
            }
        }
    }

    /** Ends what can never begin; called by whoever has ended what it waited for, and by the leader. */
    void settleHopeless() {
        if (replica.state() != JobState.RUNNING && replica.state() != JobState.CLEARING) {
            return;
        }
        TaskTable table = replica.state() == JobState.RUNNING ? replica.forward() : replica.reverse();
        BitSet hopeless = (BitSet) table.hopeless().clone();
        Instant now = context.clock().instant();
        for (int number = hopeless.nextSetBit(0); number >= 0; number = hopeless.nextSetBit(number + 1)) {
            settle(table, number, table.record(number).ignored(table.failedDependencies(number), now), now);
        }
    }

    private void settle(TaskTable table, int number, TaskRecord ended, Instant now) {
        TaskSpec spec = table.graph().task(number);
        int version = table.version(number);
        String how =
                ended.result().orElseThrow() == TaskResult.IGNORED ? ".ignored-dependency_task_failed" : ".canceled";
        LogLine line = LogLine.ofTask(
                now,
                LogLine.MIGRATOR,
                spec.type() + how,
                spec.id(),
                version + 1,
                ended,
                String.join(",", ended.failedDependencies()));
        List<EntryChange> shared = SharedRules.givenUp(replica.id(), spec, context.shared());
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.job(replica.id()), replica.version()));
        changes.add(loop.write(spec.id(), version, ended));
        changes.addAll(shared);
        loop.settle(spec, new Unit(changes, List.of(line)), shared);
    }

    private void leave(JobRecord job, Instant now) {
        if (job.operation() == JobOperation.ROLLBACK) {
            clear(job, Verdict.undoneByRollback(replica.forward()), now);
        } else if (job.operation() == JobOperation.CONFIRM) {
            confirm(job, now);
        } else if (due(job.rollbackAt(), now)) {
            JobRecord rolling = job.with(JobState.COMPLETED, JobOperation.ROLLBACK, "its time to be looked at is over");
            clear(rolling, Verdict.undoneByRollback(replica.forward()), now);
        }
    }

    private void clear(JobRecord job, BitSet undone, Instant now) {
        int number = job.clears() + 1;
        JobRecord clearing = job.clearing(number).with(JobState.CLEARING, "");
        enter(clearing, List.of(JobStore.clearEntry(replica.id(), number, undone)), List.of(lineOf(clearing, now)));
    }

    /** First what it keeps is marked; then the rest is undone. */
    private void confirm(JobRecord job, Instant now) {
        BitSet kept = Verdict.keptByConfirmation(replica.forward());
        if (sharedLook.isDone() && keeping.isKept(kept, now)) {
            BitSet undone = Verdict.undoneByRollback(replica.forward());
            undone.andNot(kept);
            clear(job, undone, now);
        }
    }

    private void cancelConfirm(JobRecord job, Instant now) {
        if (sharedLook.isDone() && keeping.isGivenUp(now)) {
            clear(job.with(job.state(), JobOperation.ROLLBACK, ""), Verdict.undoneByRollback(replica.forward()), now);
        }
    }

    /** The next step waits for it. */
    private void lookAtSharedAgain(CompletionStage<Void> refreshed) {
        loop.jobIsOld();
        refreshed.whenComplete((done, failed) -> loop.execute(() -> {
            stepping = false;
            loop.pumpSoon();
        }));
    }

    private void endClear(JobRecord job, Instant now) {
        if (!replica.reverseIsKnown() || !replica.reverse().allDone()) {
            return;
        }
        if (replica.reverse().allSatisfied()) {
            enter(job.with(JobState.REPORTING, ""), now);
        } else {
            Instant again = now.plus(context.settings().get().clearRetry());
            enter(
                    job.rollingBackAt(Optional.of(again))
                            .with(JobState.CLEAR_FAILED, "not everything could be undone; tried again at " + again),
                    now);
        }
    }

    private void clearAgain(JobRecord job, Instant now) {
        switch (job.operation()) {
            case IGNORE_ROLLBACK -> {
                List<String> left = leftOver();
                List<String> named = left.subList(0, Math.min(left.size(), MOST_LEFT_OVER));
                enter(
                        job.leaving(named)
                                .with(
                                        JobState.REPORTING,
                                        "left over: " + left.size() + (left.size() == 1 ? " task" : " tasks")),
                        now);
            }
            case CANCEL_CONFIRM -> cancelConfirm(job, now);
            case RETRY_ROLLBACK, RETRY_CONFIRM -> resetClear(job, now);
            default -> {
                if (due(job.rollbackAt(), now)) {
                    resetClear(job, now);
                }
            }
        }
    }

    private List<String> leftOver() {
        List<String> left = new ArrayList<>();
        for (int number = 0; number < replica.reverse().graph().size(); number++) {
            if (!replica.reverse().record(number).satisfied()) {
                left.add(replica.reverse().graph().task(number).id());
            }
        }
        return left;
    }

    /** First the tasks, then the job: nothing of a job that is not clearing begins. */
    private void resetClear(JobRecord job, Instant now) {
        TaskTable table = replica.reverse();
        boolean any = false;
        for (int number = 0; number < table.graph().size(); number++) {
            TaskRecord record = table.record(number);
            if (record.done() && !record.satisfied()) {
                any = true;
                reset(table, number, record, now);
            }
        }
        if (!any) {
            JobOperation wanted =
                    job.operation() == JobOperation.RETRY_CONFIRM || job.operation() == JobOperation.CONFIRM
                            ? JobOperation.CONFIRM
                            : JobOperation.ROLLBACK;
            enter(job.rollingBackAt(Optional.empty()).with(JobState.CLEARING, wanted, ""), now);
        }
    }

    private void reset(TaskTable table, int number, TaskRecord record, Instant now) {
        var spec = table.graph().task(number);
        int version = table.version(number);
        TaskRecord fresh = record.reset();
        LogLine line = LogLine.ofTask(now, LogLine.MIGRATOR, spec.type() + ".reset", spec.id(), version + 1, fresh, "");
        loop.settle(
                spec,
                new Unit(
                        List.of(
                                new EntryChange.Check(Paths.job(replica.id()), replica.version()),
                                loop.write(spec.id(), version, fresh)),
                        List.of(line)),
                List.of());
    }

    /** What a job still holds is given back before it is over. */
    private void report(JobRecord job, Instant now) {
        if (!sharedLook.isDone()) {
            return;
        }
        for (SharedView view : context.shared().all()) {
            if (view.holders().contains(replica.id())) {
                release(view, now);
                return;
            }
        }
        enter(job.with(JobState.FINISHED, job.why()), now);
    }

    private void release(SharedView view, Instant now) {
        List<EntryChange> changes = SharedRules.released(replica.id(), view);
        LogLine line = LogLine.ofJob(
                now, LogLine.MIGRATOR, "shared.released", view.record().key().toString());
        stepping = true;
        loop.commit(new Unit(changes, List.of(line)), conflict -> {
            if (conflict.isEmpty()) {
                context.shared().made(view.record().key(), changes);
                stepping = false;
                loop.pumpSoon();
            } else {
                lookAtSharedAgain(context.shared().refresh(List.of(view.record().key())));
            }
        });
    }

    private void enter(JobRecord next, Instant now) {
        enter(next, List.of(), List.of(lineOf(next, now)));
    }

    private void enter(JobRecord next, List<EntryChange> more, List<LogLine> lines) {
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Write(Paths.job(replica.id()), next.toJson(), replica.version()));
        changes.addAll(more);
        int version = replica.version() + 1;
        stepping = true;
        loop.commit(new Unit(changes, lines), conflict -> {
            stepping = false;
            if (conflict.isEmpty()) {
                replica.update(new JobStore.StoredJob(next, version));
                loop.jobChanged();
            } else {
                loop.jobIsOld();
            }
        });
    }

    private static LogLine lineOf(JobRecord job, Instant now) {
        String state = job.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String result =
                job.result().map(how -> how.name().toLowerCase(Locale.ROOT)).orElse("");
        String details = (result + " " + (job.why().isEmpty() ? aim(job) : job.why())).strip();
        return LogLine.ofJob(now, LogLine.MIGRATOR, "job." + state, details);
    }

    /** To what end it is cleared, or was. */
    private static String aim(JobRecord job) {
        if (job.clears() == 0) {
            return "";
        }
        return switch (job.operation()) {
            case CONFIRM, RETRY_CONFIRM -> "confirmed";
            case ROLLBACK, RETRY_ROLLBACK, CANCEL_CONFIRM -> "rolled back";
            default -> "";
        };
    }
}
