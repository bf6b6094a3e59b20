package io.patchbay.api.placement;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The cluster manager: which worker has which task. Thread-safe; callers may use any thread. Every stage completes, within a
 * bound, and normally: refusals are values. A stage may complete on the calling thread before the method returns, and
 * dependent actions must not block.
 *
 * <p>It answers from memory while this node leads. What it believes is carried by the reports of the workers, so a crash costs
 * nothing that they know.
 */
@ProviderType
public interface Placement {
    /** Binds a task to a worker, or finds the one that it is bound to. */
    CompletionStage<Scheduled> schedule(ScheduleRequest request);

    /** What {@link #schedule} would do, without doing it. */
    CompletionStage<Explanation> explain(ScheduleRequest request);

    /** Where a task is. */
    CompletionStage<TaskStatus> task(String purpose, String task);

    /**
     * Forgets a task.
     *
     * @return whether there was one
     */
    CompletionStage<Boolean> unschedule(String purpose, String task);

    /** A worker joins, or says again who it is and what it does. */
    CompletionStage<ReportAnswer> join(WorkerAnnouncement announcement);

    /** A worker reports. */
    CompletionStage<ReportAnswer> report(WorkerReport report);

    /**
     * A worker leaves; its executing tasks are forgotten.
     *
     * @return whether it was a member
     */
    CompletionStage<Boolean> quit(String worker);

    /** The workers of one purpose, or of all, in join order; empty if none. */
    CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose);
}
