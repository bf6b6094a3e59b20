package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.OperationStatus;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.migrator.internal.control.Operations;
import io.patchbay.migrator.internal.control.Verdict;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.work.AttemptRun;
import io.patchbay.migrator.internal.work.TaskTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is shown of a job. To be called on the job's executor. */
final class Views {
    private Views() {}

    /** One job, with what may be done with it. */
    static JobStatus job(Context context, JobEngine engine) {
        Replica replica = engine.replica();
        return job(
                context,
                engine,
                Operations.ofJob(
                        replica.job(), replica.forward(), context.clock().instant()));
    }

    /** One of a list of jobs: without what may be done with it, which is not worked out for a whole list of them. */
    static JobStatus listed(Context context, JobEngine engine) {
        return job(context, engine, List.of());
    }

    private static JobStatus job(Context context, JobEngine engine, List<OperationStatus> operations) {
        Replica replica = engine.replica();
        JobRecord job = replica.job();
        JobRecord.Facts facts = job.facts();
        return new JobStatus(
                facts.id(),
                facts.name(),
                facts.type(),
                facts.group(),
                facts.cluster(),
                job.state(),
                job.operation(),
                job.result(),
                job.why(),
                facts.submittedAt(),
                facts.submittedBy(),
                job.startedAt(),
                job.completedAt(),
                job.resumeAt(),
                job.rollbackAt(),
                Verdict.elapsed(job, context.clock().instant()),
                Verdict.runningSince(job),
                facts.objectiveMillis().map(Duration::ofMillis),
                replica.forward().counts(),
                replica.reverse().counts(),
                job.leftOver(),
                facts.labels(),
                operations);
    }

    static List<TaskStatus> tasks(JobEngine engine) {
        List<TaskStatus> all = new ArrayList<>();
        for (TaskTable table :
                List.of(engine.replica().forward(), engine.replica().reverse())) {
            for (int number = 0; number < table.graph().size(); number++) {
                all.add(task(engine, table, number, List.of()));
            }
        }
        return all;
    }

    /** One task, with what may be done with it, which is not worked out for a whole list of them. */
    static Optional<TaskStatus> task(Context context, JobEngine engine, String id) {
        Replica replica = engine.replica();
        return replica.place(id)
                .map(place -> task(
                        engine,
                        place.table(),
                        place.number(),
                        Operations.ofTask(
                                replica.job(),
                                replica.forward(),
                                id,
                                place.record(),
                                context.clock().instant())));
    }

    private static TaskStatus task(JobEngine engine, TaskTable table, int number, List<OperationStatus> operations) {
        TaskSpec spec = table.graph().task(number);
        TaskRecord record = table.record(number);
        Optional<Held> held = Optional.ofNullable(engine.dispatcher().held().get(spec.id()));
        Optional<Message> why = record.why();
        if (record.state() == TaskState.WAITING) {
            why = engine.dispatcher()
                    .obstacle(spec.id())
                    .filter(reason -> !reason.isEmpty())
                    .map(reason -> new Message("waiting", reason))
                    .or(record::why);
        }
        return new TaskStatus(
                Sealing.shown(spec),
                record.state(),
                record.result(),
                record.attempt(),
                table.version(number) + 1L,
                record.node().isEmpty() ? Optional.empty() : Optional.of(record.node()),
                record.handler().isEmpty() ? Optional.empty() : Optional.of(record.handler()),
                record.startedAt(),
                record.finishedAt(),
                record.retryAt(),
                why,
                record.failedDependencies(),
                held.flatMap(Held::run).flatMap(AttemptRun::progress),
                Optional.empty(),
                operations);
    }
}
