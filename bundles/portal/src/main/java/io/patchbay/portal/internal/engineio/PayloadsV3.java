package io.patchbay.portal.internal.engineio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Packets with their lengths in front: as text {@code <length>:<packet>}, where the length counts UTF-16 code units, or as bytes
 * {@code <0 or 1><digits, one a byte><255><packet>} with a 1 for binary ones, where it counts bytes. Answers are always text,
 * which every client reads. Immutable.
 */
final class PayloadsV3 implements Payloads {
    private static final int MAX_LENGTH_DIGITS = 9;
    private static final int END_OF_LENGTH = 255;
    private static final byte MESSAGE = 4;

    @Override
    public byte[] encode(List<OutPacket> packets) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream(256);
        for (OutPacket packet : packets) {
            OutPacket written = packet == OutPacket.PING ? OutPacket.NOOP : packet.binary() ? base64(packet) : packet;
            String length = Integer.toString(codeUnits(written.bytes()));
            payload.writeBytes((length + ":").getBytes(StandardCharsets.US_ASCII));
            payload.writeBytes(written.bytes());
        }
        return payload.toByteArray();
    }

    /** How many chars a Java or JavaScript string of that UTF-8 has. */
    private static int codeUnits(byte[] utf8) {
        int units = 0;
        for (byte unit : utf8) {
            boolean begins = (unit & 0xc0) != 0x80;
            boolean pair = (unit & 0xf8) == 0xf0;
            units += pair ? 2 : begins ? 1 : 0;
        }
        return units;
    }

    /** A binary message for a client that can have none. */
    static OutPacket base64(OutPacket binary) {
        return OutPacket.text("b4" + Base64.getEncoder().encodeToString(binary.bytes()));
    }

    /** A binary message with its type in front, as on a WebSocket. */
    static OutPacket typed(OutPacket binary) {
        byte[] typed = new byte[1 + binary.bytes().length];
        typed[0] = MESSAGE;
        System.arraycopy(binary.bytes(), 0, typed, 1, binary.bytes().length);
        return OutPacket.binary(typed);
    }

    @Override
    public void decode(byte[] body, boolean binary, PacketVisitor visitor) throws MalformedPacketException {
        if (binary) {
            decodeBytes(ByteBuffer.wrap(body), visitor);
        } else {
            decodeText(visitor, Payloads.text(ByteBuffer.wrap(body)));
        }
    }

    private void decodeText(PacketVisitor visitor, String payload) throws MalformedPacketException {
        int start = 0;
        boolean more = true;
        while (more) {
            int colon = payload.indexOf(':', start);
            if (colon <= start || colon - start > MAX_LENGTH_DIGITS) {
                throw new MalformedPacketException("a packet without its length");
            }
            int length = 0;
            for (int at = start; at < colon; at++) {
                length = plusDigit(length, payload.charAt(at) - '0');
            }
            start = colon + 1;
            if (length > payload.length() - start) {
                throw new MalformedPacketException("a packet shorter than its length");
            }
            more = visit(payload.substring(start, start + length), visitor) && start + length < payload.length();
            start += length;
        }
    }

    private void decodeBytes(ByteBuffer payload, PacketVisitor visitor) throws MalformedPacketException {
        boolean more = true;
        while (more) {
            int kind = next(payload);
            int length = 0;
            int digits = 0;
            for (int digit = next(payload); digit != END_OF_LENGTH; digit = next(payload)) {
                if (++digits > MAX_LENGTH_DIGITS) {
                    throw new MalformedPacketException("a packet without its length");
                }
                length = plusDigit(length, digit);
            }
            if (length > payload.remaining()) {
                throw new MalformedPacketException("a packet shorter than its length");
            }
            ByteBuffer packet = payload.slice(payload.position(), length);
            payload.position(payload.position() + length);
            more = switch (kind) {
                case 0 -> visit(Payloads.text(packet), visitor);
                case 1 -> {
                    byte[] bytes = new byte[length];
                    packet.get(bytes);
                    yield visitTyped(bytes, visitor);
                }
                default -> throw new MalformedPacketException("a packet that is neither text nor binary");
            };
            more &= payload.hasRemaining();
        }
    }

    private static int next(ByteBuffer payload) throws MalformedPacketException {
        if (!payload.hasRemaining()) {
            throw new MalformedPacketException("a packet without its length");
        }
        return payload.get() & 0xff;
    }

    private static int plusDigit(int number, int digit) throws MalformedPacketException {
        if (digit < 0 || digit > 9) {
            throw new MalformedPacketException("a packet without its length");
        }
        return number * 10 + digit;
    }

    private static boolean visit(String packet, PacketVisitor visitor) throws MalformedPacketException {
        if (!packet.startsWith("b")) {
            return visitor.text(packet);
        }
        if (!packet.startsWith("b" + MESSAGE)) {
            throw new MalformedPacketException("binary data that is no message");
        }
        return visitor.binary(Payloads.fromBase64(packet.substring(2)));
    }

    private static boolean visitTyped(byte[] packet, PacketVisitor visitor) throws MalformedPacketException {
        if (packet.length == 0 || packet[0] != MESSAGE) {
            throw new MalformedPacketException("binary data that is no message");
        }
        return visitor.binary(Arrays.copyOfRange(packet, 1, packet.length));
    }

    @Override
    public void decodeText(String packet, PacketVisitor visitor) throws MalformedPacketException {
        visit(packet, visitor);
    }

    @Override
    public void decodeBinary(byte[] message, PacketVisitor visitor) throws MalformedPacketException {
        visitTyped(message, visitor);
    }
}
