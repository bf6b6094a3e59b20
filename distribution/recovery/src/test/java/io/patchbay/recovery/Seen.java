package io.patchbay.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskCounts;
import io.patchbay.api.recovery.TaskResult;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.api.recovery.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs and tasks as a node would show them. No state. */
final class Seen {
    static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");

    private Seen() {}

    static JobStatus job(String id, JobState state, Optional<JobResult> result, TaskCounts tasks, Duration elapsed) {
        return job(id, state, result, tasks, TaskCounts.NONE, elapsed);
    }

    static JobStatus clearing(String id, TaskCounts tasks, TaskCounts clear) {
        return job(id, JobState.CLEARING, Optional.of(JobResult.SUCCESS), tasks, clear, Duration.ofMinutes(1));
    }

    private static JobStatus job(
            String id,
            JobState state,
            Optional<JobResult> result,
            TaskCounts tasks,
            TaskCounts clear,
            Duration elapsed) {
        return new JobStatus(
                id,
                "small shop",
                JobType.SIMULATION,
                Optional.empty(),
                "site-b",
                state,
                JobOperation.RUN,
                result,
                "",
                BEGIN,
                "tester",
                Optional.of(BEGIN),
                Optional.of(BEGIN.plus(elapsed)),
                Optional.empty(),
                Optional.empty(),
                elapsed,
                Optional.empty(),
                Optional.of(Duration.ofMinutes(10)),
                tasks,
                clear,
                List.of(),
                Attributes.NONE,
                List.of());
    }

    static TaskStatus waiting(TaskSpec spec) {
        return task(spec, TaskState.WAITING, Optional.empty(), Optional.empty());
    }

    static TaskStatus running(TaskSpec spec) {
        return task(spec, TaskState.RUNNING, Optional.empty(), Optional.empty());
    }

    static TaskStatus ended(TaskSpec spec, TaskResult result, Duration after) {
        return task(spec, TaskState.DONE, Optional.of(result), Optional.of(BEGIN.plus(after)));
    }

    private static TaskStatus task(
            TaskSpec spec, TaskState state, Optional<TaskResult> result, Optional<Instant> finished) {
        return new TaskStatus(
                spec,
                state,
                result,
                1,
                1,
                Optional.of("node"),
                Optional.empty(),
                Optional.of(BEGIN),
                finished,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
