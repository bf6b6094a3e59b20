package io.patchbay.migrator.internal.control;

import io.patchbay.api.recovery.Command;
import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobType;
import io.patchbay.migrator.internal.model.JobRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a command may be given, and what it makes of a job's entry (docs/recovery.md#operations). No state. */
public final class Guards {
    private static final Duration USUAL_PAUSE = Duration.ofHours(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(3);
    private static final Duration SLACK = Duration.ofMinutes(1); // between the operator's clock and ours

    private Guards() {}

    /** Why a command may not be given now; empty if it may. */
    public static Optional<Commanded.Refused> refusal(JobRecord job, Command command, Instant now) {
        JobState state = job.state();
        if (command instanceof Command.Pause pause) {
            return need(state == JobState.RUNNING || state == JobState.PAUSED, "a job is paused while it runs", job)
                    .or(() -> resumeTime(pause, now));
        }
        if (command instanceof Command.Resume) {
            return need(state == JobState.PAUSED, "only a paused job is resumed", job);
        }
        if (command instanceof Command.Cancel) {
            boolean may = state == JobState.WAITING
                    || state == JobState.PENDING
                    || state == JobState.RUNNING
                    || state == JobState.PAUSED;
            return need(may, "a job is canceled before it has completed", job);
        }
        if (command instanceof Command.Retry) {
            return need(state == JobState.COMPLETED, "what failed is retried once the job has completed", job)
                    .or(() -> need(job.facts().type() == JobType.MIGRATION, "a drill is not retried", job))
                    .or(() -> need(
                            job.operation() != JobOperation.ROLLBACK && job.operation() != JobOperation.CONFIRM,
                            "it is being cleared",
                            job));
        }
        if (command instanceof Command.Rollback) {
            return need(
                            state == JobState.COMPLETED || state == JobState.CLEAR_FAILED,
                            "a job is rolled back once it has completed",
                            job)
                    .or(() -> need(
                            state != JobState.COMPLETED || job.operation() != JobOperation.CONFIRM,
                            "it is being confirmed",
                            job)); // some of what it keeps may be marked already
        }
        if (command instanceof Command.IgnoreRollback) {
            return need(state == JobState.CLEAR_FAILED, "only a clear that failed is given up", job);
        }
        if (command instanceof Command.Confirm) {
            boolean confirms = state == JobState.CLEAR_FAILED
                    && (job.operation() == JobOperation.CONFIRM || job.operation() == JobOperation.RETRY_CONFIRM);
            boolean good = job.result()
                    .filter(result -> result == JobResult.SUCCESS || result == JobResult.PARTIAL_SUCCESS)
                    .isPresent();
            return need(
                            (state == JobState.COMPLETED && good) || confirms,
                            "a job is confirmed once it has completed with success, in part at least",
                            job)
                    .or(() -> need(job.facts().type() == JobType.MIGRATION, "a drill is not confirmed", job));
        }
        if (command instanceof Command.CancelConfirm) {
            boolean confirms = job.operation() == JobOperation.CONFIRM || job.operation() == JobOperation.RETRY_CONFIRM;
            return need(state == JobState.CLEAR_FAILED && confirms, "only a confirmation that failed is canceled", job);
        }
        boolean live = state == JobState.RUNNING || state == JobState.PAUSED || state == JobState.COMPLETED;
        return need(live, "tasks are skipped and run again until a job is cleared", job)
                .or(() -> need(
                        state != JobState.COMPLETED
                                || job.operation() == JobOperation.RUN
                                || job.operation() == JobOperation.RETRY,
                        "it is being cleared",
                        job));
    }

    /** The entry after a command that may be given and changes the job only. */
    public static JobRecord apply(JobRecord job, Command command, Instant now) {
        if (command instanceof Command.Pause pause) {
            return job.with(JobState.PAUSED, JobOperation.PAUSE, "paused by an operator")
                    .pausing(now, pause.resumeAt().orElse(now.plus(USUAL_PAUSE)));
        }
        if (command instanceof Command.Resume) {
            return resumed(job, now);
        }
        if (command instanceof Command.Cancel) {
            boolean begun = job.state() == JobState.RUNNING || job.state() == JobState.PAUSED;
            JobRecord canceled = job.resumed(now);
            return begun
                    ? canceled.with(JobState.CANCELING, JobOperation.CANCEL, "canceled by an operator")
                    : canceled.completed(JobResult.CANCELED, now, Optional.empty())
                            .with(JobState.REPORTING, JobOperation.CANCEL, "canceled before it began");
        }
        if (command instanceof Command.Rollback) {
            return job.state() == JobState.COMPLETED
                    ? job.with(JobState.COMPLETED, JobOperation.ROLLBACK, "to be rolled back")
                    : job.with(JobState.CLEAR_FAILED, retryOf(job), "to be cleared again");
        }
        if (command instanceof Command.Confirm) {
            return job.state() == JobState.COMPLETED
                    ? job.with(JobState.COMPLETED, JobOperation.CONFIRM, "to be confirmed")
                    : job.with(JobState.CLEAR_FAILED, JobOperation.RETRY_CONFIRM, "to be cleared again");
        }
        if (command instanceof Command.CancelConfirm) {
            return job.with(JobState.CLEAR_FAILED, JobOperation.CANCEL_CONFIRM, "to be rolled back");
        }
        return job.with(JobState.CLEAR_FAILED, JobOperation.IGNORE_ROLLBACK, "the rest is left");
    }

    /** A paused job goes on. */
    public static JobRecord resumed(JobRecord job, Instant now) {
        return job.resumed(now).with(JobState.RUNNING, JobOperation.RUN, "");
    }

    private static JobOperation retryOf(JobRecord job) {
        return job.operation() == JobOperation.CONFIRM || job.operation() == JobOperation.RETRY_CONFIRM
                ? JobOperation.CANCEL_CONFIRM
                : JobOperation.RETRY_ROLLBACK;
    }

    private static Optional<Commanded.Refused> resumeTime(Command.Pause pause, Instant now) {
        if (pause.resumeAt().isEmpty()) {
            return Optional.empty();
        }
        Instant at = pause.resumeAt().get();
        boolean good = !at.isBefore(now.plus(SHORTEST_PAUSE).minus(SLACK))
                && !at.isAfter(now.plus(LONGEST_PAUSE).plus(SLACK));
        return good
                ? Optional.empty()
                : Optional.of(new Commanded.Refused(
                        "bad-resume-time", "a job is resumed 30 to 180 minutes after the command, not at " + at));
    }

    private static Optional<Commanded.Refused> need(boolean holds, String rule, JobRecord job) {
        return holds
                ? Optional.empty()
                : Optional.of(new Commanded.Refused(
                        "wrong-state",
                        rule + "; job " + job.facts().id() + " is "
                                + job.state()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-')));
    }
}
