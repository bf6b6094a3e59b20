package io.patchbay.portal.internal.plain;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import io.patchbay.portal.internal.socketio.SocketEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the frames of the plain protocol: {@code {"id":1,"op":"text","data":{…}}}. */
final class PlainFrame {
    private static final String SHAPE = "a frame is {\"id\":1,\"op\":\"text\",\"data\":{}}";
    private static final Set<String> MEMBERS = Set.of("id", "op", "data");
    private static final String LOGIN = "login";
    private static final String PROTOCOL = "protocol";
    private static final String RECONNECTION = "reconnection";
    private static final String NEWEST = "1.2"; // of those who name none; elsewhere these are clients of long ago
    private static final long MAX_ID = (1L << 53) - 1; // what a JavaScript number holds exactly

    private PlainFrame() {}

    /** The request in a frame. */
    static SocketEvent parse(String text) throws MalformedPacketException {
        Object value = Json.read(text)
                .orElseThrow(() -> new MalformedPacketException("not JSON; " + SHAPE))
                .orElse("");
        if (!(value instanceof Map<?, ?> frame) || !MEMBERS.containsAll(frame.keySet())) {
            throw new MalformedPacketException("not a frame; " + SHAPE);
        }
        if (!(frame.get("op") instanceof String operation)) {
            throw new MalformedPacketException("no op; " + SHAPE);
        }
        return new SocketEvent(operation, data(operation, frame), id(frame));
    }

    private static OptionalLong id(Map<?, ?> frame) throws MalformedPacketException {
        if (!frame.containsKey("id")) {
            return OptionalLong.empty();
        }
        if ((frame.get("id") instanceof Integer || frame.get("id") instanceof Long)
                && ((Number) frame.get("id")).longValue() >= 0
                && ((Number) frame.get("id")).longValue() <= MAX_ID) {
            return OptionalLong.of(((Number) frame.get("id")).longValue());
        }
        throw new MalformedPacketException("an id is a whole number from 0 to " + MAX_ID);
    }

    private static List<Object> data(String operation, Map<?, ?> frame) {
        List<Object> arguments = new ArrayList<>(1); // its element may be JSON null
        if (!frame.containsKey("data")) {
            return arguments;
        }
        Object data = frame.get("data");
        arguments.add(operation.equals(LOGIN) && data instanceof Map<?, ?> login ? completed(login) : data);
        return arguments;
    }

    private static Map<Object, Object> completed(Map<?, ?> login) {
        Map<Object, Object> completed = new LinkedHashMap<>(login);
        completed.putIfAbsent(PROTOCOL, NEWEST);
        completed.putIfAbsent(RECONNECTION, Map.of("ack", "object")); // which says whether anything is lost
        return completed;
    }
}
