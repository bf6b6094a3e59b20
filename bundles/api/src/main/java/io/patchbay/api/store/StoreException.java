package io.patchbay.api.store;

/** The database could not be reached, or refused. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean retryable;

    /**
     * @param message what was attempted and why it failed, without secrets
     * @param retryable whether the same call may succeed later
     */
    public StoreException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
