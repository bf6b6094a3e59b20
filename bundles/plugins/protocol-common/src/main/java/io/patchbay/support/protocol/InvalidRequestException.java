package io.patchbay.support.protocol;

/** A request has wrong data; the message is what the client is told. */
public final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason as the protocol words it */
    public InvalidRequestException(String reason) {
        super(reason);
    }
}
