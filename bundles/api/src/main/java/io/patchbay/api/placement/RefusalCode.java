package io.patchbay.api.placement;

/** Why a task was not placed. */
public enum RefusalCode {
    /** This node does not lead, or cannot be sure of it: ask the leader, or again later. */
    NOT_READY(true),
    /** No worker of that purpose ever joined. */
    NO_SCHEDULER(true),
    /** There are workers, but none is available. */
    FULL(true),
    /** There are available workers, but none serves the preference, or the strategy refused them all. */
    NO_MATCH(true),
    /** The scheduler, matcher or strategy that configuration names is not installed. */
    NO_PLUGIN(true),
    /** More requests are waiting than the queue holds. */
    BUSY(true);

    private final boolean retryable;

    RefusalCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
