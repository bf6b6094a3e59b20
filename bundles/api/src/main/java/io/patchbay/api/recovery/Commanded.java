package io.patchbay.api.recovery;

/** The answer to a command. */
public sealed interface Commanded {
    /**
     * It is written, and holds whatever crashes.
     *
     * @param status the job with it
     */
    record Done(JobStatus status) implements Commanded {}

    /**
     * It may not be given now. Nothing has changed.
     *
     * @param code stable, for example {@code wrong-state}
     * @param reason why, and when it could be given
     */
    record Refused(String code, String reason) implements Commanded {}

    /** There is no such job, or no such task in it. */
    record Unknown() implements Commanded {}
}
