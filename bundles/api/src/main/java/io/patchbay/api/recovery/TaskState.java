package io.patchbay.api.recovery;

/** Where a task is. */
public enum TaskState {
    /** Not begun, or to be tried again. */
    WAITING,
    /** A worker has claimed it. */
    RUNNING,
    /** It has a result. */
    DONE
}
