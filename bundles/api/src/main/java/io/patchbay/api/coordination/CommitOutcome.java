package io.patchbay.api.coordination;

/** What became of a commit. */
public sealed interface CommitOutcome {
    /** All changes were made: a created entry has version 0, a written one the next after the version that was asked for. */
    record Committed() implements CommitOutcome {}

    /**
     * Nothing was changed.
     *
     * @param index the first change whose condition does not hold, from 0
     * @param reason what does not hold
     */
    record Conflict(int index, Reason reason) implements CommitOutcome {}

    /** Why a change was not made. */
    enum Reason {
        /** The entry, or the one above, is not there. */
        ABSENT,
        /** The entry is there already. */
        PRESENT,
        /** Somebody has written it meanwhile. */
        OTHER_VERSION,
        /** There are entries beneath it. */
        NOT_EMPTY
    }
}
