package io.patchbay.support.operator;

/** The user asked for something that cannot be: told in one line that names the option, exit 2. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message one line that names the option and says what would be right */
    public UsageException(String message) {
        super(message);
    }

    /** @param message one line that names the option and says what would be right */
    public UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
