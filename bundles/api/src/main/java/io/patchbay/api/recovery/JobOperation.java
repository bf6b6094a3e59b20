package io.patchbay.api.recovery;

/** What an operator last wanted of a job; {@link JobState} says how far that has come. */
public enum JobOperation {
    /** Run, or go on after a pause. */
    RUN,
    /** Begin no further task until it is resumed. */
    PAUSE,
    /** Begin no further task at all. */
    CANCEL,
    /** Run again what has failed. */
    RETRY,
    /** Undo everything that succeeded. */
    ROLLBACK,
    /** Run again what failed of the reverse graph, on the way to a rollback. */
    RETRY_ROLLBACK,
    /** Give up undoing the rest, and say what is left over. */
    IGNORE_ROLLBACK,
    /** Keep what successful goals need, undo the rest. */
    CONFIRM,
    /** Run again what failed of the reverse graph, on the way to a confirmation. */
    RETRY_CONFIRM,
    /** Undo everything after a confirmation that failed. */
    CANCEL_CONFIRM
}
