package io.patchbay.benchmarks.migrator;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** What carries a group of steps out at Temporal: a workflow. */
@WorkflowInterface
public interface Group {
    /** Does steps, each as soon as those before it are done. */
    @WorkflowMethod
    void run(List<Planned> steps);

    /**
     * A step, as it is sent to the workflow.
     *
     * @param dependencies ids of steps before it
     */
    record Planned(String id, List<String> dependencies) {}
}
