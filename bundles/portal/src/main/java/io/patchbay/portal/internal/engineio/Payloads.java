package io.patchbay.portal.internal.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Packs several packets into the body of a request or an answer. Immutable. */
interface Payloads {
    /** Packs packets into the body of an answer to a poll. */
    byte[] encode(List<OutPacket> packets);

    /**
     * Unpacks the body of a POST, until the visitor has enough.
     *
     * @param binary whether the client calls it binary
     */
    void decode(byte[] body, boolean binary, PacketVisitor visitor) throws MalformedPacketException;

    /** A packet of a WebSocket's text message: binary if it is base64. */
    void decodeText(String packet, PacketVisitor visitor) throws MalformedPacketException;

    /** A WebSocket's binary message. */
    void decodeBinary(byte[] message, PacketVisitor visitor) throws MalformedPacketException;

    /** Is told of the packets of a payload, one after another. */
    interface PacketVisitor {
        /** A packet with its type in front; answers whether to go on. */
        boolean text(String packet) throws MalformedPacketException;

        /** A text message, without a type. */
        void message(String text);

        /** A binary message; answers whether to go on. */
        boolean binary(byte[] data) throws MalformedPacketException;
    }

    /** The text of UTF-8. */
    static String text(ByteBuffer utf8) throws MalformedPacketException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException broken) {
            throw new MalformedPacketException("text is not UTF-8");
        }
    }

    /** What base64 stands for. */
    static byte[] fromBase64(String base64) throws MalformedPacketException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new MalformedPacketException("binary data is not base64");
        }
    }
}
