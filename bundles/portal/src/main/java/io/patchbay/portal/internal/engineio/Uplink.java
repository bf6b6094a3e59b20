package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;

/** What a client sends: taken apart, counted, and passed on. Confined to the session's turns. */
final class Uplink implements Payloads.PacketVisitor {
    private static final String FOREIGN = "not a packet that a client sends";

    private final EngineSocket socket;
    private final EngineRevision revision;
    private final Downlink downlink;
    private final Alarms alarms;
    private final MessageRate rate;

    Uplink(EngineSocket socket, EngineRevision revision, Downlink downlink, Alarms alarms, MessageRate rate) {
        this.socket = socket;
        this.revision = revision;
        this.downlink = downlink;
        this.alarms = alarms;
        this.rate = rate;
    }

    /** Takes the body of a POST; false if it is none, which has ended the session. */
    boolean takeBody(byte[] body, boolean binary) {
        try {
            revision.payloads().decode(body, binary, this);
            return true;
        } catch (MalformedPacketException malformed) {
            refuse(malformed);
            return false;
        }
    }

    /** Takes a text message of the WebSocket. */
    void takeFrame(String text) {
        try {
            revision.payloads().decodeText(text, this);
        } catch (MalformedPacketException malformed) {
            refuse(malformed);
        }
    }

    /** Takes a binary message of the WebSocket. */
    void takeFrame(byte[] data) {
        try {
            revision.payloads().decodeBinary(data, this);
        } catch (MalformedPacketException malformed) {
            refuse(malformed);
        }
    }

    private void refuse(MalformedPacketException malformed) {
        socket.lose(malformed.getMessage(), CloseCode.PROTOCOL_ERROR, false);
    }

    @Override
    public boolean text(String packet) throws MalformedPacketException {
        if (isWithinRate()) {
            takePacket(packet);
        }
        return socket.isOpen();
    }

    @Override
    public void message(String text) {
        if (isWithinRate()) {
            deliver(text);
        }
    }

    @Override
    public boolean binary(byte[] data) {
        if (isWithinRate() && socket.isOpen()) {
            socket.listener().onBinary(data);
        }
        return socket.isOpen();
    }

    private boolean isWithinRate() {
        if (!rate.count() || rate.allows(alarms.now())) {
            return true;
        }
        socket.lose("too many messages", CloseCode.POLICY_VIOLATION, false);
        return false;
    }

    private void takePacket(String packet) throws MalformedPacketException {
        switch (packet.isEmpty() ? ' ' : packet.charAt(0)) {
            case '4' -> deliver(packet.substring(1));
            case '3' -> {
                downlink.pong();
                socket.heard();
            }
            case '2' -> answerPing(packet);
            case '1' -> socket.clientLeft();
            case '5', '6' -> {}
            default -> throw new MalformedPacketException(FOREIGN);
        }
    }

    private void deliver(String message) {
        if (socket.isOpen()) {
            socket.listener().onMessage(message);
        }
    }

    private void answerPing(String packet) throws MalformedPacketException {
        if (!revision.isOld()) {
            throw new MalformedPacketException(FOREIGN);
        }
        socket.heard();
        downlink.add(OutPacket.text("3" + packet.substring(1)));
        socket.flush();
    }
}
