package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A Socket.IO packet from a client.
 *
 * @param type its type
 * @param attachments how many binary messages follow that belong to it
 * @param namespace where it belongs
 * @param ackId by which the client wants it answered
 * @param data its payload; empty if there is none or JSON null
 */
record SocketPacket(PacketType type, int attachments, String namespace, OptionalLong ackId, Optional<Object> data) {
    static final String MAIN = "/";
    private static final int MAX_ATTACHMENTS = 16;
    private static final int MAX_NAMESPACE_LENGTH = 200;
    private static final int MAX_ACK_DIGITS = 15; // what a JavaScript number holds exactly
    private static final Set<String> RESERVED =
            Set.of("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener");

    /** Reads {@code <type>[<attachments>-][<namespace>,][<ack id>][<JSON>]}. */
    static SocketPacket parse(String text) throws MalformedPacketException {
        PacketType type = text.isEmpty()
                ? malformed("empty packet")
                : PacketType.numbered(text.charAt(0))
                        .orElseThrow(() -> new MalformedPacketException("unknown packet type"));
        int at = 1;
        int attachments = 0;
        if (type.isBinary()) {
            int end = endOfDigits(text, at);
            if (end == at || end - at > 2 || end == text.length() || text.charAt(end) != '-') {
                malformed("illegal number of attachments");
            }
            attachments = Integer.parseInt(text.substring(at, end));
            if (attachments > MAX_ATTACHMENTS) {
                malformed("more than " + MAX_ATTACHMENTS + " attachments");
            }
            at = end + 1;
        }
        String namespace = MAIN;
        if (at < text.length() && text.charAt(at) == '/') {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            if (end - at > MAX_NAMESPACE_LENGTH) {
                malformed("namespace too long");
            }
            namespace = text.substring(at, end);
            at = Math.min(end + 1, text.length());
        }
        OptionalLong ackId = OptionalLong.empty();
        int end = endOfDigits(text, at);
        if (end > at) {
            if (end - at > MAX_ACK_DIGITS) {
                malformed("acknowledgement id too long");
            }
            ackId = OptionalLong.of(Long.parseLong(text.substring(at, end)));
        }
        Optional<Object> data = Optional.empty();
        if (end < text.length()) {
            data = Json.read(text.substring(end)).orElseThrow(() -> new MalformedPacketException("invalid payload"));
        }
        SocketPacket packet = new SocketPacket(type, attachments, namespace, ackId, data);
        if (!packet.hasFittingData(end < text.length())) {
            malformed("invalid payload");
        }
        return packet;
    }

    private boolean hasFittingData(boolean hasPayload) {
        return switch (type) {
            case CONNECT -> !hasPayload || data.filter(Map.class::isInstance).isPresent();
            case DISCONNECT -> !hasPayload;
            case EVENT, BINARY_EVENT -> hasEventName();
            case ACK, BINARY_ACK -> data.filter(List.class::isInstance).isPresent();
            case CONNECT_ERROR -> false; // a server says that, not a client
        };
    }

    private boolean hasEventName() {
        return data.orElse("") instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof String name
                && !RESERVED.contains(name);
    }

    /** Of an event, its name. */
    String eventName() {
        return (String) list().get(0);
    }

    /** Of an event, its arguments. */
    List<Object> arguments() {
        return list().subList(1, list().size());
    }

    /** The packet with its attachments where they belong. */
    SocketPacket with(List<byte[]> pieces) throws MalformedPacketException {
        return new SocketPacket(
                type, attachments, namespace, ackId, Optional.of(Attachments.putIn(data.orElseThrow(), pieces)));
    }

    @SuppressWarnings("unchecked") // parse() let only lists through
    private List<Object> list() {
        return (List<Object>) data.orElseThrow();
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static PacketType malformed(String reason) throws MalformedPacketException {
        throw new MalformedPacketException(reason);
    }
}
