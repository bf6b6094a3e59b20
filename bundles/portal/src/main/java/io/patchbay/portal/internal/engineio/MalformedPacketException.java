package io.patchbay.portal.internal.engineio;

/** A client sent what no packet looks like. */
public final class MalformedPacketException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason what is wrong with it, without the packet itself */
    public MalformedPacketException(String reason) {
        super(reason);
    }
}
