package io.patchbay.sandbox.http;

/** A request is refused. What that looks like is the service's business. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /**
     * A refusal of a type.
     *
     * @param type what Neutron calls it; the other services go by the status
     */
    public RefusalException(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    /** A refusal that has no other type than its status. */
    public RefusalException(int status, String message) {
        this(status, "", message);
    }

    /** The status of the answer. */
    public int status() {
        return status;
    }

    /** What Neutron calls it, or empty. */
    public String type() {
        return type;
    }
}
