package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.support.RandomIds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Stores a job, once, however often that is tried. Thread-safe. */
final class Submission {
    private final Context context;
    private final Monitor monitor;
    private final String id;
    private final JobSubmission submission;
    private final List<TaskSpec> kept; // its tasks with everything sealed that they hide
    private final String actor;
    private final Set<String> plans = ConcurrentHashMap.newKeySet(); // of the tries, one of which may have been made

    Submission(
            Context context, Monitor monitor, String id, JobSubmission submission, List<TaskSpec> kept, String actor) {
        this.context = context;
        this.monitor = monitor;
        this.id = id;
        this.submission = submission;
        this.kept = kept;
        this.actor = actor;
    }

    CompletionStage<Submitted> attempt() {
        return monitor.prepared()
                .thenCompose(ready -> context.store().job(id))
                .thenCompose(
                        before -> before.isPresent() ? alreadyThere(before.get().record()) : store());
    }

    private CompletionStage<Submitted> alreadyThere(JobRecord before) {
        JobRecord.Facts facts = before.facts();
        if (plans.contains(facts.plan().path())) { // made by a try whose answer was lost
            return CompletableFuture.completedFuture(new Submitted.Accepted(facts.id(), false));
        }
        boolean alike = facts.name().equals(submission.name())
                && facts.type() == submission.type()
                && facts.cluster().equals(submission.cluster());
        CompletionStage<Boolean> same = alike ? hasTheSameTasks(facts) : CompletableFuture.completedFuture(false);
        return same.thenApply(is -> is ? new Submitted.Accepted(facts.id(), true) : new Submitted.Exists(facts.id()));
    }

    /** Where something is sealed the hash says nothing: it is never sealed in the same way twice. */
    private CompletionStage<Boolean> hasTheSameTasks(JobRecord.Facts facts) {
        if (!Sealing.isNeeded(submission.tasks())) {
            return CompletableFuture.completedFuture(facts.plan().sha256().equals(JobStore.hashOf(submission.tasks())));
        }
        return context.store().graph(facts.plan()).thenApply(stored -> context.sealing()
                .isSame(id, stored.tasks(), submission.tasks()));
    }

    private CompletionStage<Submitted> store() {
        return context.store().storePlan(id, kept).thenCompose(plan -> {
            plans.add(plan.path());
            JobRecord job = JobRecord.submitted(new JobRecord.Facts(
                    id,
                    submission.name(),
                    submission.type(),
                    submission.group(),
                    submission.cluster(),
                    submission.objective().map(Duration::toMillis),
                    submission.startAt(),
                    context.clock().instant(),
                    actor,
                    submission.labels(),
                    plan));
            LogLine line = LogLine.ofJob(
                    context.clock().instant(),
                    actor,
                    "job.submitted",
                    submission.tasks().size() + " tasks");
            String writer = context.node() + "-" + RandomIds.hex(6);
            return context.store().create(job, writer, line).thenApply(made -> {
                if (!made) {
                    return new Submitted.Exists(id);
                }
                monitor.stored(job, new Graph(kept));
                return new Submitted.Accepted(id, false);
            });
        });
    }
}
