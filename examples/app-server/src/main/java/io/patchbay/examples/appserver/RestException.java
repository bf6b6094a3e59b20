package io.patchbay.examples.appserver;

/** A wish is refused, by the REST API or before it. */
final class RestException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * @param status the HTTP status to answer with
     * @param message the reason
     */
    RestException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
