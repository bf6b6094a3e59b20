package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.engineio.MalformedPacketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The binary data of a Socket.IO packet: it travels beside the JSON, in which a placeholder says where each piece belongs. */
final class Attachments {
    private static final String PLACEHOLDER = "_placeholder";
    private static final String NUMBER = "num";
    private static final int MAX_DEPTH = 64; // as JSON is read

    private Attachments() {}

    /** Puts the pieces where the placeholders are. */
    static Object putIn(Object value, List<byte[]> pieces) throws MalformedPacketException {
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(putIn(element, pieces));
            }
            return copy;
        }
        if (!(value instanceof Map<?, ?> object)) {
            return value;
        }
        if (Boolean.TRUE.equals(object.get(PLACEHOLDER))) {
            return piece(object.get(NUMBER), pieces);
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> member : object.entrySet()) {
            copy.put((String) member.getKey(), putIn(member.getValue(), pieces));
        }
        return copy;
    }

    private static byte[] piece(Object number, List<byte[]> pieces) throws MalformedPacketException {
        if (number instanceof Integer index && index >= 0 && index < pieces.size()) {
            return pieces.get(index);
        }
        throw new MalformedPacketException("a placeholder for an attachment that there is not");
    }

    /**
     * Takes the pieces out and leaves placeholders.
     *
     * @param pieces where they are added
     * @throws IllegalArgumentException if anything is neither a JSON value nor binary data
     */
    static Object takeOut(Object value, List<byte[]> pieces) {
        return takeOut(value, pieces, 0);
    }

    private static Object takeOut(Object value, List<byte[]> pieces, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested more than " + MAX_DEPTH + " deep");
        }
        if (value instanceof byte[] piece) {
            pieces.add(piece);
            Map<String, Object> placeholder = new LinkedHashMap<>(); // in the order that the protocol document shows
            placeholder.put(PLACEHOLDER, true);
            placeholder.put(NUMBER, pieces.size() - 1);
            return placeholder;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                copy.add(takeOut(element, pieces, depth + 1));
            }
            return copy;
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> member : object.entrySet()) {
                copy.put(String.valueOf(member.getKey()), takeOut(member.getValue(), pieces, depth + 1));
            }
            return copy;
        }
        if (value == null || value instanceof String || value instanceof Boolean || value instanceof Number) {
            return value;
        }
        throw new IllegalArgumentException(
                "neither a JSON value nor binary data but a " + value.getClass().getName());
    }
}
