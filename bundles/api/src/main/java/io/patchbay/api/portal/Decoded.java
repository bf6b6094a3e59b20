package io.patchbay.api.portal;

/** What a codec makes of a client's frame. */
public sealed interface Decoded {
    /**
     * A request.
     *
     * @param state what to remember from now on
     * @param request what the client asks for
     */
    record Understood(CodecState state, ClientRequest request) implements Decoded {}

    /**
     * An event of this protocol with wrong data. The client gets an error acknowledgement.
     *
     * @param reason what is wrong, as the protocol words it
     */
    record Malformed(String reason) implements Decoded {}

    /** No event of this protocol. */
    record Unknown() implements Decoded {}
}
