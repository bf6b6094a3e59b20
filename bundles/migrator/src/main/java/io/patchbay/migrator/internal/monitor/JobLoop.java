package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.store.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the parts of one job's engine ask of it. Called on the job's executor, unless said otherwise. */
interface JobLoop {
    /** Runs something on the job's executor; from any thread. */
    void execute(Runnable action);

    /** Runs something later on the job's executor. */
    void later(Duration pause, Runnable action);

    /** Does whatever can be done now. */
    void pump();

    /** Has {@link #pump} run soon; from any thread. */
    void pumpSoon();

    /** Has {@link #pump} run soon: always the same. */
    Runnable whenFree();

    /** A task of this node has ended or waits for its next attempt: goes on with what waited for it. */
    void ended();

    /** The change that makes a task's entry, or writes it at a version. */
    EntryChange write(String task, int version, TaskRecord record);

    /** Commits changes of the job; the replica has them before it is told. */
    void commit(Unit unit, Consumer<Optional<CommitOutcome.Conflict>> whenDone);

    /** Commits changes that end a task that is not begun on this node, at most once at a time. */
    void settle(TaskSpec task, Unit unit, List<EntryChange> shared);

    /** Something was not as it was seen: looks at the job, the task and its shared resource again, then goes on. */
    void lookAgain(TaskSpec task);

    /** The replica has another entry of the job. */
    void jobChanged();

    /** The job's entry is not as it was seen: reads it, then goes on. */
    void jobIsOld();

    /** A task's changes of its shared resource, and of what is within, were made. */
    void sharedMade(TaskSpec task, List<EntryChange> changes);

    /** Whether a task that makes or deletes a shared resource will never do so: it has ended, or its job is gone. */
    boolean hasEnded(TaskKey task);
}
