package io.patchbay.api.portal;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The codec of one version of the client protocol. Register it as a service whose property {@value #NAME} is the version that
 * clients name at login, for example {@code 1.2}, or {@code legacy} for those that name none.
 *
 * <p>It has no fields: what it must remember of a connection is handed in and out. Called on portal threads, several at once;
 * must not block. Operators replace it while its connections live: the next frame of each goes to the successor.
 */
@ConsumerType
public interface ProtocolVersion {
    /** Service property: the protocol version. */
    String NAME = "patchbay.name";

    /** Turns a client's event into a request. Must answer anything that a hostile client can send. */
    Decoded decode(CodecState state, ClientFrame frame);

    /** Turns a message into events and acknowledgements. */
    Encoded encode(CodecState state, ServerMessage message);

    /**
     * Whether notifications come out the same for every connection of this version: the portal then encodes a broadcast once
     * for all of them, with {@link CodecState#NEW}.
     */
    default boolean encodesNotificationsAlike() {
        return true;
    }
}
