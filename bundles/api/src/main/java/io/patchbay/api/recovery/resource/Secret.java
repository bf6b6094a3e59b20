package io.patchbay.api.recovery.resource;

/**
 * A text that nobody is to see but who needs it. As a member of a record it is a string in JSON, of which the migrator makes a sealed
 * one before it stores anything, and the text again for the attempt that needs it. Printed, it says nothing. Immutable.
 */
public final class Secret {
    private static final String HIDDEN = "<secret>";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** That text as a secret. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text: not for logs, messages, outputs, nor anything else that is kept or shown. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
