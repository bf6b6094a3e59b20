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
    /** A ping of the WebSocket protocol itself, which every WebSocket answers. */
    public static final OutPacket WEB_SOCKET_PING = new OutPacket(new byte[0], Kind.WEB_SOCKET_PING);

    /** How a packet travels on a WebSocket. */
    public enum Kind {
        /** In a text message. */
        TEXT,
        /** In a binary message. */
        BINARY,
        /** As a control frame of the WebSocket protocol. */
        WEB_SOCKET_PING
    }

    private final byte[] bytes;
    private final Kind kind;

    private OutPacket(byte[] bytes, Kind kind) {
        this.bytes = bytes;
        this.kind = kind;
    }

    /** A packet of a text: its type and its data. */
    public static OutPacket text(String text) {
        return new OutPacket(text.getBytes(StandardCharsets.UTF_8), Kind.TEXT);
    }

    /** A packet of the UTF-8 of its type and its data, which is not copied. */
    public static OutPacket text(byte[] utf8) {
        return new OutPacket(utf8, Kind.TEXT);
    }

    /** A binary message; the data is not copied. */
    public static OutPacket binary(byte[] data) {
        return new OutPacket(data, Kind.BINARY);
    }

    /** UTF-8 with the packet type in front or, if {@link #binary}, the bare data. Not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How it travels on a WebSocket. */
    public Kind kind() {
        return kind;
    }

    /** Whether this is a binary message. */
    public boolean binary() {
        return kind == Kind.BINARY;
    }

    /** As text, for logs and tests. */
    @Override
    public String toString() {
        return switch (kind) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case BINARY -> "binary of " + bytes.length;
            case WEB_SOCKET_PING -> "ping of the WebSocket";
        };
    }
}
