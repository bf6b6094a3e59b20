package io.patchbay.api.recovery;

/** What a job is for. */
public enum JobType {
    /** A drill: succeeds only within its objective, and is rolled back by itself some time after it has completed. */
    SIMULATION,
    /** The real thing: may succeed in part, and is confirmed or rolled back by an operator. */
    MIGRATION
}
