package io.patchbay.api.recovery;

/** An input cannot be given to its handler. */
public final class UnresolvedReferenceException extends Exception {
    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String reference;

    /**
     * An input that cannot be given.
     *
     * @param task the task's id
     * @param pointer JSON pointer into its input
     * @param reference the reference as it stands there; empty if the fault is the input's own
     * @param reason what is wrong with it, for example {@code its output has no member 'id'}
     */
    public UnresolvedReferenceException(String task, String pointer, String reference, String reason) {
        super("task " + task + ", input " + (pointer.isEmpty() ? "as a whole" : pointer)
                + (reference.isEmpty() ? "" : ", reference " + reference) + ": " + reason);
        this.pointer = pointer;
        this.reference = reference;
    }

    /** JSON pointer into the input. */
    public String pointer() {
        return pointer;
    }

    /** The reference as it stands there; empty if the fault is the input's own. */
    public String reference() {
        return reference;
    }
}
