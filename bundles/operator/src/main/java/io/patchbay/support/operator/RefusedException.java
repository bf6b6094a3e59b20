package io.patchbay.support.operator;

import java.io.IOException;

/** A node has answered, but refuses. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** Says why. */
    public RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
