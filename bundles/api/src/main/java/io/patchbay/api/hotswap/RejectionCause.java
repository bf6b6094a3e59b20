package io.patchbay.api.hotswap;

import java.util.Locale;

/** Why a jar is refused, in few words that counters can be kept by, beside the sentence that people read. */
public enum RejectionCause {
    /** It is no zip file, or one that is cut off. */
    NOT_A_JAR,
    /** Entries cannot be unpacked, or are not what they were. */
    DAMAGED,
    /** Its manifest is missing, or not that of a bundle that can be a plug-in. */
    NOT_A_BUNDLE,
    /** It is larger than a plug-in may be. */
    TOO_LARGE,
    /** It, or the copy that is kept of it, cannot be read or written. */
    UNREADABLE,
    /** The framework does not take it, for example a second one of the same name and version. */
    NOT_INSTALLED,
    /** It needs something that is not there. */
    UNRESOLVED,
    /** It threw when it was started. */
    NOT_STARTED,
    /** It failed its check, or the check did not end. */
    FAILED_CHECK;

    /** As it stands in JSON and metrics, for example {@code not_a_jar}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
