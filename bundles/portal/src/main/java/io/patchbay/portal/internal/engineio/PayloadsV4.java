package io.patchbay.portal.internal.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/** Packets with a separator in between, binary ones as base64. Immutable. */
final class PayloadsV4 implements Payloads {
    private static final char SEPARATOR = '\u001e';

    @Override
    public byte[] encode(List<OutPacket> packets) {
        if (packets.size() == 1 && !packets.get(0).binary()) {
            return packets.get(0).bytes();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream(256);
        for (OutPacket packet : packets) {
            if (payload.size() > 0) {
                payload.write(SEPARATOR);
            }
            if (packet.binary()) {
                payload.write('b');
                payload.writeBytes(Base64.getEncoder().encode(packet.bytes()));
            } else {
                payload.writeBytes(packet.bytes());
            }
        }
        return payload.toByteArray();
    }

    @Override
    public void decode(byte[] body, boolean binary, PacketVisitor visitor) throws MalformedPacketException {
        String payload = Payloads.text(ByteBuffer.wrap(body));
        int start = 0;
        boolean more = true;
        while (more) {
            int end = payload.indexOf(SEPARATOR, start);
            more = end >= 0;
            String packet = payload.substring(start, more ? end : payload.length());
            more &= packet.startsWith("b")
                    ? visitor.binary(Payloads.fromBase64(packet.substring(1)))
                    : visitor.text(packet);
            start = end + 1;
        }
    }

    @Override
    public void decodeText(String packet, PacketVisitor visitor) throws MalformedPacketException {
        visitor.text(packet);
    }

    @Override
    public void decodeBinary(byte[] message, PacketVisitor visitor) throws MalformedPacketException {
        visitor.binary(message);
    }
}
