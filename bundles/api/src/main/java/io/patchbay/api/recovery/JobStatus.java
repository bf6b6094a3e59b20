package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of a job.
 *
 * @param id its id
 * @param name what people call it
 * @param type drill or real
 * @param group what is protected
 * @param cluster the cluster that is recovered onto
 * @param state where it is
 * @param operation what an operator last wanted
 * @param result how it went; from {@link JobState#COMPLETED} on
 * @param why why it is where it is, in a few words; may be empty
 * @param submittedAt when it was submitted
 * @param submittedBy who did
 * @param startedAt when its first run began
 * @param completedAt when its last task ended
 * @param resumeAt when a pause ends by itself
 * @param rollbackAt when it is rolled back by itself
 * @param elapsed how long it ran, without pauses; until now if it runs
 * @param runningSince from when that counts, if it still does: when its first run would have begun without the pauses since
 * @param objective within what time its goals should be reached
 * @param tasks how far the forward graph has come
 * @param clearTasks how far the reverse graph has come
 * @param leftOver what was not undone, as a list of tasks, or the first 2,000 of them: filled by
 *     {@link JobOperation#IGNORE_ROLLBACK}
 * @param labels what was submitted with it
 * @param operations which commands may be given to it now, and why the others may not: each command on a job once, in the same order always;
 *     empty in a list of jobs
 */
public record JobStatus(
        String id,
        String name,
        JobType type,
        Optional<String> group,
        String cluster,
        JobState state,
        JobOperation operation,
        Optional<JobResult> result,
        String why,
        Instant submittedAt,
        String submittedBy,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> resumeAt,
        Optional<Instant> rollbackAt,
        Duration elapsed,
        Optional<Instant> runningSince,
        Optional<Duration> objective,
        TaskCounts tasks,
        TaskCounts clearTasks,
        List<String> leftOver,
        Attributes labels,
        List<OperationStatus> operations) {}
