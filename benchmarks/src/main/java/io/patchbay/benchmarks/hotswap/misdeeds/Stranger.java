package io.patchbay.benchmarks.hotswap.misdeeds;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;

/** A worker that has joined nowhere. Immutable. */
record Stranger() implements Worker {
    private static final String LOAD_TASKS = "load-";

    /** Whether a task is one of the load's, rather than one of a check. */
    static boolean asksInEarnest(String task) {
        return task.startsWith(LOAD_TASKS);
    }

    @Override
    public String id() {
        return "stranger";
    }

    @Override
    public WorkerInfo info() {
        return WorkerInfo.of(1, Attributes.NONE);
    }

    @Override
    public double load() {
        return 0;
    }
}
