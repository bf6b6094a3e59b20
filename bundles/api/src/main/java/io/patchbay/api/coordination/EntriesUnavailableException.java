package io.patchbay.api.coordination;

/** The shared entries did not answer; whether a change was made is not known. */
public final class EntriesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason what happened */
    public EntriesUnavailableException(String reason) {
        super(reason);
    }

    /** @param cause what failed */
    public EntriesUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
