package io.patchbay.portal.internal.engineio;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A revision of the Engine.IO protocol: what differs between them is here, and only here. */
public enum EngineRevision {
    /** Socket.IO 3 and 4. */
    V4("4") {
        @Override
        public byte[] encodePayload(List<OutPacket> packets) {
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
        public void decodePayload(String payload, PacketVisitor visitor) throws MalformedPacketException {
            int start = 0;
            boolean more = true;
            while (more) {
                int end = payload.indexOf(SEPARATOR, start);
                more = end >= 0;
                String packet = payload.substring(start, more ? end : payload.length());
                more &= packet.startsWith("b") ? visitor.binary(fromBase64(packet)) : visitor.text(packet);
                start = end + 1;
            }
        }

        private byte[] fromBase64(String packet) throws MalformedPacketException {
            try {
                return Base64.getDecoder().decode(packet.substring(1));
            } catch (IllegalArgumentException broken) {
                throw new MalformedPacketException("binary data is not base64");
            }
        }
    };

    private static final char SEPARATOR = '\u001e';

    private final String number;

    EngineRevision(String number) {
        this.number = number;
    }

    /** The revision that a query names with {@code EIO}. */
    public static Optional<EngineRevision> numbered(String number) {
        for (EngineRevision revision : values()) {
            if (revision.number.equals(number)) {
                return Optional.of(revision);
            }
        }
        return Optional.empty();
    }

    /** Packs packets into the body of an answer to a poll. */
    public abstract byte[] encodePayload(List<OutPacket> packets);

    /** Unpacks the body of a POST, until the visitor has enough. */
    public abstract void decodePayload(String payload, PacketVisitor visitor) throws MalformedPacketException;

    /** Is told of the packets of a payload, one after another. */
    public interface PacketVisitor {
        /** A packet with its type in front; answers whether to go on. */
        boolean text(String packet) throws MalformedPacketException;

        /** A binary message; answers whether to go on. */
        boolean binary(byte[] data) throws MalformedPacketException;
    }
}
