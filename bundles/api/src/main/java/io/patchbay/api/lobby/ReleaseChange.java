package io.patchbay.api.lobby;

/** What became of an operator's wish to change the releases. */
public sealed interface ReleaseChange {
    /** Why not. */
    enum Reason {
        /** There is no release of that version. */
        UNKNOWN,
        /** There is one of that version, with other files. */
        TAKEN,
        /** It is the current one, which cannot be deleted. */
        CURRENT,
        /** What was to be published is no release: an archive that is damaged or holds what is not allowed, a folder likewise. */
        INVALID,
        /** It has too many files or bytes, or there are too many releases. */
        TOO_LARGE,
        /** The folder is not among those that may be published from. */
        FORBIDDEN_FOLDER,
        /** Another one is being published or deleted on this node. */
        BUSY
    }

    /**
     * It is done.
     *
     * @param release the release as it is now; as it was, if it was deleted
     */
    record Done(ReleaseStatus release) implements ReleaseChange {}

    /**
     * Nothing has changed.
     *
     * @param message a sentence for the operator: what is wrong and what would be right
     */
    record Refused(Reason reason, String message) implements ReleaseChange {}
}
