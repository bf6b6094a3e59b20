package io.patchbay.portal.internal.socketio;

import java.util.Optional;

/** The types of Socket.IO packets, in the order of their numbers. */
enum PacketType {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK;

    private static final PacketType[] BY_NUMBER = values();

    static Optional<PacketType> numbered(char digit) {
        int number = digit - '0';
        return number >= 0 && number < BY_NUMBER.length ? Optional.of(BY_NUMBER[number]) : Optional.empty();
    }

    boolean isBinary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }
}
