package io.patchbay.api.lobby;

import java.util.Objects;

/**
 * Why something is not done now, and when to try again.
 *
 * @param reason why
 * @param millis how long to wait, at least 1
 */
public record Wait(Reason reason, long millis) {
    /** Why something is not done now. */
    public enum Reason {
        /** As many passwords wait to be hashed as can be within their deadline. */
        BUSY,
        /** This account, address or network has failed too often, or asks too often. */
        THROTTLED
    }

    /** @throws IllegalArgumentException if there is nothing to wait for */
    public Wait {
        Objects.requireNonNull(reason, "reason");
        if (millis < 1) {
            throw new IllegalArgumentException("millis must be 1 or more but was " + millis);
        }
    }
}
