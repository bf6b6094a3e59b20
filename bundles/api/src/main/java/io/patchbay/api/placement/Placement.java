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
     * Somebody has come for a reserved task: its worker has it picked up within a time, and once it is laid down it is forgotten
     * and not reserved again. Nothing happens if the task is not there any more, so a caller learns whether its seats are still
     * its own.
     *
     * @param worker id of the worker that it is expected on
     * @param withinMillis for how long from now on it stays reserved; 1 to {@link ScheduleRequest#MAX_RESERVE_MILLIS}. Of a task
     *     that is executing already nothing changes
     * @return whether that worker has the task and is a member; {@code false} while this node does not lead
     */
    CompletionStage<Boolean> confirm(String purpose, String task, String worker, long withinMillis);

    /**
     * Forgets a task.
     *
     * @return whether there was one
     */
    CompletionStage<Boolean> unschedule(String purpose, String task);

    /**
     * Somebody could not reach a worker: if it has not reported for 1.5 s either, it is given nothing new until its next report. What
     * it has stays with it. Nothing happens if there is no such worker, or if it has just reported.
     *
     * @return whether it is given nothing new now; {@code false} while this node does not lead
     */
    CompletionStage<Boolean> passOver(String purpose, String worker);

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

    /**
     * The workers of one purpose, or of all, in join order; empty if none.
     *
     * @param tasks of how many of its tasks each tells the names, from 0, which costs nothing, to {@value WorkerStatus#MOST_TASKS}
     */
    CompletionStage<List<WorkerStatus>> workers(Optional<String> purpose, int tasks);
}
