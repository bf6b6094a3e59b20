package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as it is submitted. The graph as a whole is checked by {@link Jobs#submit}.
 *
 * @param id the job's id, so that submitting twice is harmless; empty: one is made
 * @param name what people call it; 1 to {@value #MAX_NAME} characters
 * @param type drill or real
 * @param group what is protected: of a group one job runs at a time; empty: nobody is waited for
 * @param cluster the cluster that is recovered onto, an identifier
 * @param tasks the graph, 1 to {@value #MAX_TASKS} tasks with ids of their own
 * @param objective within what time its goals should be reached
 * @param startAt not before this; empty: as soon as may be
 * @param labels whatever else should be kept with it, such as the plan it was made from; as JSON at most
 *     {@value #MAX_LABEL_BYTES} bytes, which {@link Jobs#submit} checks
 */
public record JobSubmission(
        Optional<String> id,
        String name,
        JobType type,
        Optional<String> group,
        String cluster,
        List<TaskSpec> tasks,
        Optional<Duration> objective,
        Optional<Instant> startAt,
        Attributes labels) {
    /** The longest name, in characters. */
    public static final int MAX_NAME = 300;

    /** How many tasks a job may have. */
    public static final int MAX_TASKS = 20_000;

    /** The largest labels, in bytes of JSON. */
    public static final int MAX_LABEL_BYTES = 256 * 1024;

    /** @throws IllegalArgumentException if an id is no identifier or a bound is broken */
    public JobSubmission {
        id.ifPresent(given -> Identifier.require("id", given));
        group.ifPresent(given -> Identifier.require("group", given));
        Identifier.require("cluster", cluster);
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + MAX_NAME + " characters long");
        }
        if (objective.isPresent()
                && (objective.get().isNegative() || objective.get().isZero())) {
            throw new IllegalArgumentException("objective must be more than nothing but was " + objective.get());
        }
        tasks = List.copyOf(tasks);
    }

    /** A job with nothing but a graph. */
    public static JobSubmission of(String name, JobType type, String cluster, List<TaskSpec> tasks) {
        return new JobSubmission(
                Optional.empty(),
                name,
                type,
                Optional.empty(),
                cluster,
                tasks,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE);
    }

    /** The same under an id. */
    public JobSubmission as(String chosen) {
        return new JobSubmission(Optional.of(chosen), name, type, group, cluster, tasks, objective, startAt, labels);
    }

    /** The same in a group. */
    public JobSubmission in(String protectionGroup) {
        return new JobSubmission(
                id, name, type, Optional.of(protectionGroup), cluster, tasks, objective, startAt, labels);
    }

    /** The same within a time. */
    public JobSubmission within(Duration time) {
        return new JobSubmission(id, name, type, group, cluster, tasks, Optional.of(time), startAt, labels);
    }
}
