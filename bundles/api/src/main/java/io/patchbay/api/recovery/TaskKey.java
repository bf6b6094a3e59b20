package io.patchbay.api.recovery;

import io.patchbay.api.Identifier;

/**
 * One task in the whole cluster.
 *
 * @param job the job's id
 * @param task the task's id, of either graph
 */
public record TaskKey(String job, String task) {
    /** @throws IllegalArgumentException if an id is no identifier */
    public TaskKey {
        Identifier.require("job", job);
        Identifier.require("task", task);
    }

    @Override
    public String toString() {
        return job + "/" + task;
    }
}
