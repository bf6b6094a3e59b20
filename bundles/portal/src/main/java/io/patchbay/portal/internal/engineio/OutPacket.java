package io.patchbay.portal.internal.engineio;

import java.nio.charset.StandardCharsets;

/** A packet on its way out, in the bytes that go over the wire: encoded once, however many clients get it. Immutable. */
public final class OutPacket {
    /** Ends the session. */
    public static final OutPacket CLOSE = text("1");
    /** Asks whether the client is there. */
    public static final OutPacket PING = text("2");
    /** Answers a client that tries a WebSocket out. */
    public static final OutPacket PROBE_ANSWER = text("3probe");
    /** Means nothing, but ends a poll. */
    public static final OutPacket NOOP = text("6");

    private final byte[] bytes;
    private final boolean binary;

    private OutPacket(byte[] bytes, boolean binary) {
        this.bytes = bytes;
        this.binary = binary;
    }

    /** A packet of a text: its type and its data. */
    public static OutPacket text(String text) {
        return new OutPacket(text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** A packet of the UTF-8 of its type and its data, which is not copied. */
    public static OutPacket text(byte[] utf8) {
        return new OutPacket(utf8, false);
    }

    /** A binary message; the data is not copied. */
    public static OutPacket binary(byte[] data) {
        return new OutPacket(data, true);
    }

    /** UTF-8 with the packet type in front or, if {@link #binary}, the bare data. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether this is a binary message. */
    public boolean binary() {
        return binary;
    }

    /** As text, for logs and tests. */
    @Override
    public String toString() {
        return binary ? "binary of " + bytes.length : new String(bytes, StandardCharsets.UTF_8);
    }
}
