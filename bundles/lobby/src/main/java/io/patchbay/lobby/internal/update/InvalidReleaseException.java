package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.ReleaseChange.Reason;

/** What was to be published is no release. The message is for the operator. */
final class InvalidReleaseException extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    InvalidReleaseException(String message) {
        this(Reason.INVALID, message);
    }

    InvalidReleaseException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
