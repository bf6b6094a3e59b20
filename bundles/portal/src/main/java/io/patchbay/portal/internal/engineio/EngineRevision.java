package io.patchbay.portal.internal.engineio;

import java.util.List;
import java.util.Optional;

/** A revision of the Engine.IO protocol: what differs between them is here, and only here. */
public enum EngineRevision {
    /** Socket.IO 3 and 4. */
    V4(new PayloadsV4()),
    /** Socket.IO 1 and 2: clients ask whether the server is there. */
    V3(new PayloadsV3()),
    /** As {@link #V3}, for clients that can have no binary messages. */
    V3_BASE64(new PayloadsV3()),
    /** A WebSocket with messages only, whose own pings say whether the client is there. */
    PLAIN(new PayloadsPlain());

    @SuppressWarnings("ImmutableEnumChecker") // its documentation says that it is immutable
    private final Payloads payloads;

    EngineRevision(Payloads payloads) {
        this.payloads = payloads;
    }

    /**
     * The revision that a query asks for.
     *
     * @param number its {@code EIO}
     * @param base64 whether the client can have no binary messages
     */
    public static Optional<EngineRevision> asked(String number, boolean base64) {
        return switch (number) {
            case "4" -> Optional.of(V4);
            case "3" -> Optional.of(base64 ? V3_BASE64 : V3);
            default -> Optional.empty();
        };
    }

    /** How bodies of polls are packed and unpacked. */
    Payloads payloads() {
        return payloads;
    }

    /** Whether it is the client that asks whether the other end is there, and connects to {@code /} by coming. */
    public boolean isOld() {
        return this == V3 || this == V3_BASE64;
    }

    /** Whether there are packets at all, and not just messages. */
    boolean isEngine() {
        return this != PLAIN;
    }

    /** Whether a client on a WebSocket is asked by pings of the WebSocket protocol. */
    boolean pingsByWebSocket() {
        return this != V4;
    }

    /** Packets as this revision has them on a WebSocket. */
    List<OutPacket> onWebSocket(List<OutPacket> packets) {
        return this == V4 ? packets : packets.stream().map(this::otherFrame).toList();
    }

    private OutPacket otherFrame(OutPacket packet) {
        if (packet == OutPacket.PING) {
            return OutPacket.WEB_SOCKET_PING; // the only one that these clients answer
        }
        if (!packet.binary()) {
            return packet;
        }
        return switch (this) {
            case V3 -> PayloadsV3.typed(packet);
            case V3_BASE64 -> PayloadsV3.base64(packet);
            default -> packet;
        };
    }
}
