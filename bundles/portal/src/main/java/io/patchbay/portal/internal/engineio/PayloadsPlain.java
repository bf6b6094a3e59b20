package io.patchbay.portal.internal.engineio;

import java.util.List;

/** Messages as they are, for clients that have a WebSocket and nothing of Engine.IO. Immutable. */
final class PayloadsPlain implements Payloads {
    @Override
    public byte[] encode(List<OutPacket> packets) {
        throw new IllegalStateException("these clients do not poll");
    }

    @Override
    public void decode(byte[] body, boolean binary, PacketVisitor visitor) {
        throw new IllegalStateException("these clients do not post");
    }

    @Override
    public void decodeText(String packet, PacketVisitor visitor) {
        visitor.message(packet);
    }

    @Override
    public void decodeBinary(byte[] message, PacketVisitor visitor) throws MalformedPacketException {
        visitor.binary(message);
    }
}
