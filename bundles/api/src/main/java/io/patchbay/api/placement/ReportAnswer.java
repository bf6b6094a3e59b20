package io.patchbay.api.placement;

import java.util.Set;

/** The answer to a worker that joins or reports. */
public sealed interface ReportAnswer {
    /**
     * Taken in.
     *
     * @param epoch the leader's term
     * @param revoked tasks that this worker believes to execute and that are elsewhere by now: it should cease
     */
    record Accepted(long epoch, Set<String> revoked) implements ReportAnswer {
        /** Copies the set. */
        public Accepted {
            revoked = Set.copyOf(revoked);
        }
    }

    /** Nobody of that id is a member: join first, with all tasks. */
    record Unknown() implements ReportAnswer {}

    /**
     * Reports were lost, or came twice: join again with all tasks.
     *
     * @param expected the sequence number that was expected
     */
    record Resync(long expected) implements ReportAnswer {}

    /** This node does not lead, or cannot be sure of it. */
    record NotReady() implements ReportAnswer {}

    /**
     * The id belongs to a worker of another purpose.
     *
     * @param purpose that purpose
     */
    record PurposeConflict(String purpose) implements ReportAnswer {}
}
