package io.patchbay.dashboard.internal.relay;

import java.io.IOException;

/** What the page hands on is longer than it may be. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    TooLargeException(String what, long maxBytes) {
        super(what + " must have at most " + maxBytes + " bytes.");
    }
}
