package io.patchbay.migrator.internal.control;

import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** How a job went, and what of it is to be undone. No state. */
public final class Verdict {
    private Verdict() {}

    /** The tasks that a job is there for: all, unless some are marked. */
    public static BitSet goals(Graph graph) {
        BitSet goals = new BitSet();
        for (int number = 0; number < graph.size(); number++) {
            goals.set(number, graph.task(number).goal());
        }
        if (goals.isEmpty()) {
            goals.set(0, graph.size());
        }
        return goals;
    }

    /** How long a job ran, without its pauses. */
    public static Duration elapsed(JobRecord job, Instant now) {
        Instant end = job.completedAt().orElse(job.pausedAt().orElse(now));
        return begin(job)
                .map(begin -> Duration.ofMillis(Math.max(0, end.toEpochMilli() - begin.toEpochMilli())))
                .orElse(Duration.ZERO);
    }

    /** From when the time of a job counts, as long as it does: the same instant from one pause to the next. */
    public static Optional<Instant> runningSince(JobRecord job) {
        return begin(job)
                .filter(begin -> job.completedAt().isEmpty() && job.pausedAt().isEmpty());
    }

    /** When it would have begun without the pauses that are over. */
    private static Optional<Instant> begin(JobRecord job) {
        return job.startedAt().map(started -> started.plusMillis(job.pausedMillis()));
    }

    /** The result of a job all whose tasks have ended. */
    public static JobResult of(JobRecord job, TaskTable table, Instant now) {
        if (job.operation() == JobOperation.CANCEL) {
            return JobResult.CANCELED;
        }
        BitSet goals = goals(table.graph());
        int reached = satisfied(table, goals).cardinality();
        boolean all = reached == goals.cardinality();
        if (job.facts().type() == JobType.SIMULATION) {
            boolean inTime = job.facts().objectiveMillis().isEmpty()
                    || elapsed(job, now).toMillis()
                            <= job.facts().objectiveMillis().get();
            return all && inTime ? JobResult.SUCCESS : JobResult.FAILED;
        }
        if (all) {
            return JobResult.SUCCESS;
        }
        return reached == 0 ? JobResult.FAILED : JobResult.PARTIAL_SUCCESS;
    }

    /** The tasks whose work is undone by a rollback: all that succeeded. What stands for a skipped task's was not made by the job. */
    public static BitSet undoneByRollback(TaskTable table) {
        BitSet made = new BitSet();
        for (int number = 0; number < table.graph().size(); number++) {
            made.set(
                    number,
                    table.record(number)
                            .result()
                            .filter(TaskResult.SUCCESS::equals)
                            .isPresent());
        }
        return made;
    }

    /** The tasks that stay after a confirmation: goals that were reached, and all they need. */
    public static BitSet keptByConfirmation(TaskTable table) {
        return table.graph().closureOf(satisfied(table, goals(table.graph())));
    }

    private static BitSet satisfied(TaskTable table, BitSet some) {
        BitSet satisfied = new BitSet();
        for (int number = some.nextSetBit(0); number >= 0; number = some.nextSetBit(number + 1)) {
            satisfied.set(number, table.record(number).satisfied());
        }
        return satisfied;
    }
}
