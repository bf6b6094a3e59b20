package io.patchbay.dashboard.internal.exchange;

import java.io.IOException;

/** The node's own disk fails, and not the client's connection. */
public final class NotKeptException extends IOException {
    private static final long serialVersionUID = 1;

    public NotKeptException(IOException cause) {
        super(cause);
    }
}
