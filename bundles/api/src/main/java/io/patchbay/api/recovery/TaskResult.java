package io.patchbay.api.recovery;

/** How a task ended. */
public enum TaskResult {
    /** Its output is committed. */
    SUCCESS,
    /** Its handler said so, or its last attempt ended with an error. */
    FAILED,
    /** A dependency has no success; it was never begun. */
    IGNORED,
    /** Its job was canceled before it was begun. */
    CANCELED,
    /** An operator took it out: dependents go on as after a success. */
    EXCEPTED,
    /** Its handler did not return within its time: what it did outside is not known. */
    UNKNOWN;

    /** Whether tasks that depend on it may be begun. */
    public boolean satisfies() {
        return this == SUCCESS || this == EXCEPTED;
    }
}
