package io.patchbay.api.recovery;

/** The jobs cannot be read or changed now; whether a change was made is not known. */
public final class JobsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason why, for example {@code ZooKeeper cannot be reached} */
    public JobsUnavailableException(String reason) {
        super(reason);
    }

    /** @param cause what failed */
    public JobsUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
