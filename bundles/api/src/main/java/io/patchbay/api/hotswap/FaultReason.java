package io.patchbay.api.hotswap;

import java.util.Locale;

/** In which way a plug-in broke its contract: few words that counters can be kept by, beside the sentence that people read. */
public enum FaultReason {
    /** It threw something, or a class of its own could not be loaded. */
    THREW,
    /** It gave no answer within its time. */
    TOO_SLOW,
    /** It is still busy with a call that was given up. */
    STUCK,
    /** It answered what it may not: null, a worker that it was not offered, a time out of range. */
    BAD_ANSWER,
    /** No instance of it could be made. */
    NOT_MADE,
    /** It failed its check, and never serves. Not counted as a broken contract: nobody called it. */
    FAILED_CHECK,
    /** It had broken its contract too often before the node was started anew. Not counted again. */
    EARLIER;

    /** Whether it is a broken contract that counts; the others only say why a plug-in does not serve. */
    public boolean isCounted() {
        return this != FAILED_CHECK && this != EARLIER;
    }

    /** As it stands in JSON and metrics, for example {@code too_slow}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
