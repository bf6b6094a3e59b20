package io.patchbay.migrator.internal.model;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.JobOperation;
import io.patchbay.api.recovery.JobResult;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job's entry. Immutable.
 *
 * @param facts what was submitted, and never changes
 * @param state where it is
 * @param operation what an operator last wanted
 * @param result how it went
 * @param why why it is where it is
 * @param startedAt when its first run began
 * @param completedAt when its last task ended
 * @param pausedAt when the pause that holds began
 * @param pausedMillis how long all pauses before took
 * @param resumeAt when a pause ends by itself
 * @param rollbackAt when it is rolled back, or the reverse graph tried again, by itself
 * @param clears of which reverse graph the tasks are, counted from 1; 0 if there is none
 * @param leftOver what was not undone
 */
public record JobRecord(
        Facts facts,
        JobState state,
        JobOperation operation,
        Optional<JobResult> result,
        String why,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Optional<Instant> pausedAt,
        long pausedMillis,
        Optional<Instant> resumeAt,
        Optional<Instant> rollbackAt,
        int clears,
        List<String> leftOver) {
    /**
     * What was submitted.
     *
     * @param plan where the graph is
     */
    public record Facts(
            String id,
            String name,
            JobType type,
            Optional<String> group,
            String cluster,
            Optional<Long> objectiveMillis,
            Optional<Instant> startAt,
            Instant submittedAt,
            String submittedBy,
            Attributes labels,
            PlanPlace plan) {}

    /**
     * Where a graph is stored.
     *
     * @param path entry beneath which its parts are
     * @param parts how many there are
     * @param sha256 hash of the whole before it was packed
     * @param tasks how many tasks it has
     */
    public record PlanPlace(String path, int parts, String sha256, int tasks) {}

    /** A job that was submitted just now. */
    public static JobRecord submitted(Facts facts) {
        return new JobRecord(
                facts,
                JobState.WAITING,
                JobOperation.RUN,
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                0,
                List.of());
    }

    public JobRecord with(JobState next, JobOperation wanted, String reason) {
        return new JobRecord(
                facts,
                next,
                wanted,
                result,
                reason,
                startedAt,
                completedAt,
                pausedAt,
                pausedMillis,
                resumeAt,
                rollbackAt,
                clears,
                leftOver);
    }

    public JobRecord with(JobState next, String reason) {
        return with(next, operation, reason);
    }

    public JobRecord started(Instant now) {
        return new JobRecord(
                facts,
                state,
                operation,
                Optional.empty(),
                why,
                startedAt.or(() -> Optional.of(now)),
                Optional.empty(),
                Optional.empty(),
                pausedMillis,
                Optional.empty(),
                Optional.empty(),
                clears,
                leftOver);
    }

    public JobRecord pausing(Instant now, Instant until) {
        return new JobRecord(
                facts,
                state,
                operation,
                result,
                why,
                startedAt,
                completedAt,
                pausedAt.or(() -> Optional.of(now)),
                pausedMillis,
                Optional.of(until),
                rollbackAt,
                clears,
                leftOver);
    }

    /** Adds up the pause that holds. */
    public JobRecord resumed(Instant now) {
        long paused =
                pausedAt.map(since -> now.toEpochMilli() - since.toEpochMilli()).orElse(0L);
        return new JobRecord(
                facts,
                state,
                operation,
                result,
                why,
                startedAt,
                completedAt,
                Optional.empty(),
                pausedMillis + Math.max(0, paused),
                Optional.empty(),
                rollbackAt,
                clears,
                leftOver);
    }

    public JobRecord completed(JobResult how, Instant now, Optional<Instant> rollback) {
        return new JobRecord(
                facts,
                state,
                operation,
                Optional.of(how),
                why,
                startedAt,
                Optional.of(now),
                pausedAt,
                pausedMillis,
                Optional.empty(),
                rollback,
                clears,
                leftOver);
    }

    public JobRecord rollingBackAt(Optional<Instant> rollback) {
        return new JobRecord(
                facts,
                state,
                operation,
                result,
                why,
                startedAt,
                completedAt,
                pausedAt,
                pausedMillis,
                resumeAt,
                rollback,
                clears,
                leftOver);
    }

    public JobRecord clearing(int graph) {
        return new JobRecord(
                facts,
                state,
                operation,
                result,
                why,
                startedAt,
                completedAt,
                pausedAt,
                pausedMillis,
                resumeAt,
                Optional.empty(),
                graph,
                leftOver);
    }

    public JobRecord leaving(List<String> rest) {
        return new JobRecord(
                facts,
                state,
                operation,
                result,
                why,
                startedAt,
                completedAt,
                pausedAt,
                pausedMillis,
                resumeAt,
                Optional.empty(),
                clears,
                rest);
    }

    public byte[] toJson() {
        Members.Collector members = new Members.Collector()
                .with("id", facts.id)
                .with("name", facts.name)
                .with("type", facts.type.name())
                .with("cluster", facts.cluster)
                .with("submittedAt", facts.submittedAt.toEpochMilli())
                .with("submittedBy", facts.submittedBy)
                .with("labels", facts.labels.values())
                .with("plan", facts.plan.path)
                .with("parts", facts.plan.parts)
                .with("sha256", facts.plan.sha256)
                .with("tasks", facts.plan.tasks)
                .withInstant("startAt", facts.startAt)
                .with("state", state.name())
                .with("operation", operation.name())
                .withChoice("result", result)
                .withText("why", why)
                .withInstant("startedAt", startedAt)
                .withInstant("completedAt", completedAt)
                .withInstant("pausedAt", pausedAt)
                .withWhole("pausedMillis", pausedMillis)
                .withInstant("resumeAt", resumeAt)
                .withInstant("rollbackAt", rollbackAt)
                .withWhole("clears", clears)
                .withTexts("leftOver", leftOver);
        facts.group.ifPresent(group -> members.with("group", group));
        facts.objectiveMillis.ifPresent(millis -> members.with("objectiveMillis", millis));
        return Json.write(members.done());
    }

    public static JobRecord of(byte[] json) {
        Members members = new Members(Json.readObject(json));
        long objective = members.whole("objectiveMillis");
        Facts facts = new Facts(
                members.text("id"),
                members.text("name"),
                members.choice("type", JobType.class).orElse(JobType.MIGRATION),
                members.optionalText("group"),
                members.text("cluster"),
                objective == 0 ? Optional.empty() : Optional.of(objective),
                members.instant("startAt"),
                members.instant("submittedAt").orElse(Instant.EPOCH),
                members.text("submittedBy"),
                members.object("labels")
                        .map(labels -> new Attributes(labels.values()))
                        .orElse(Attributes.NONE),
                new PlanPlace(
                        members.text("plan"), members.small("parts"), members.text("sha256"), members.small("tasks")));
        return new JobRecord(
                facts,
                members.choice("state", JobState.class).orElse(JobState.WAITING),
                members.choice("operation", JobOperation.class).orElse(JobOperation.RUN),
                members.choice("result", JobResult.class),
                members.text("why"),
                members.instant("startedAt"),
                members.instant("completedAt"),
                members.instant("pausedAt"),
                members.whole("pausedMillis"),
                members.instant("resumeAt"),
                members.instant("rollbackAt"),
                members.small("clears"),
                members.texts("leftOver"));
    }
}
