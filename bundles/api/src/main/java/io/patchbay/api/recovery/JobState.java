package io.patchbay.api.recovery;

/** Where a job is. The arrows between them are in {@code docs/recovery.md#states}. */
public enum JobState {
    /** Submitted; others of its group are before it, or it is not time yet. */
    WAITING,
    /** Next of its group. */
    PENDING,
    /** Its tasks run. */
    RUNNING,
    /** No further task is begun; those under way end. */
    CANCELING,
    /** As {@link #CANCELING}, but it goes on when an operator says so or its time to resume has come. */
    PAUSED,
    /** Every task has ended; an operator decides what becomes of what it made. */
    COMPLETED,
    /** The reverse graph runs. */
    CLEARING,
    /** A task of the reverse graph did not succeed; it is tried again by and by. */
    CLEAR_FAILED,
    /** Its report is written. */
    REPORTING,
    /** Over; kept for a while so that it can be read, then deleted. */
    FINISHED;

    /** Whether tasks of the forward graph may be begun. */
    public boolean runsTasks() {
        return this == RUNNING;
    }

    /** Whether nothing more will happen to it. */
    public boolean over() {
        return this == FINISHED;
    }
}
