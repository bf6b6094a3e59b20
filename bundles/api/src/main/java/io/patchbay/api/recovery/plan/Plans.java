package io.patchbay.api.recovery.plan;

import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import java.time.Duration;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Recovery plans, from what an operator has written to the job that carries it out. It asks nobody and keeps nothing, so that it is
 * also found with {@link java.util.ServiceLoader} where there is no node. Thread-safe; does not block.
 */
@ProviderType
public interface Plans {
    /** The largest plan, in bytes. */
    int MAX_BYTES = 8 * 1024 * 1024;

    /**
     * Reads a plan.
     *
     * @param document JSON if it begins with a brace, else YAML 1.1 without aliases and tags of its own; UTF-8, at most {@value #MAX_BYTES} bytes
     * @return the plan, or every fault of it; faults name the line
     */
    PlanOutcome read(byte[] document);

    /**
     * Writes a plan as somebody would who keeps it in a file: YAML, the members in the order of the schema, without what is empty.
     *
     * @return what {@link #read} makes the same plan of; UTF-8
     */
    byte[] write(RecoveryPlan plan);

    /**
     * The job that carries out a plan: one task for each resource, and for each volume two, with references to what they need,
     * keys of what other jobs may need too, and how each is undone. The tasks' ids are the kind and the id: {@code network.n1}.
     *
     * @param plan one that was {@linkplain PlanOutcome.Accepted accepted}
     * @param type drill or real
     */
    JobSubmission build(RecoveryPlan plan, JobType type);

    /**
     * What a job will do.
     *
     * @param job its graph without faults
     * @param measured how long tasks of a type have taken, by type; for others it is guessed
     */
    Preview preview(JobSubmission job, Map<String, Duration> measured);
}
