package io.patchbay.migrator.internal.control;

import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.work.TaskTable;
import java.util.BitSet;
import java.util.Optional;

/** What the tasks of a job say to a command that {@link Guards} lets through. No state. */
public final class TaskGuards {
    /** How many tasks are reset by one transaction. */
    public static final int MOST_AT_AN_INSTANT = 200;

    private TaskGuards() {}

    /**
     * Whether anything may be retried.
     *
     * @param failed how many tasks would run again
     */
    public static Optional<Commanded.Refused> retry(int failed) {
        return need(failed > 0, "nothing-failed", "nothing of it has failed");
    }

    /** Whether a task may be skipped. */
    public static Optional<Commanded.Refused> skip(TaskRecord record) {
        boolean open = record.state() == TaskState.WAITING || (record.done() && !record.satisfied());
        return need(open, "task-not-open", "only a task that neither runs nor has succeeded is skipped");
    }

    /** Whether a task of the forward graph may be run again, with all that follows it. */
    public static Optional<Commanded.Refused> rerun(JobRecord job, TaskTable table, int number) {
        if (!table.record(number).done()) {
            return notDone();
        }
        BitSet following = followersOf(table, number);
        if (job.state() == JobState.RUNNING && following.cardinality() > MOST_AT_AN_INSTANT) {
            return need(
                    false,
                    "wrong-state",
                    "more than " + MOST_AT_AN_INSTANT + " tasks follow it: pause job "
                            + job.facts().id() + " before, so that none of them begins meanwhile");
        }
        return following.intersects(table.running()) ? notDone() : Optional.empty();
    }

    /** A task and all that follows it. */
    public static BitSet followersOf(TaskTable table, int number) {
        BitSet from = new BitSet();
        from.set(number);
        return table.graph().followersOf(from);
    }

    private static Optional<Commanded.Refused> notDone() {
        return need(false, "task-not-done", "a task is run again once it and what follows it are not running");
    }

    private static Optional<Commanded.Refused> need(boolean holds, String code, String rule) {
        return holds ? Optional.empty() : Optional.of(new Commanded.Refused(code, rule));
    }
}
