package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.engineio.InputBudget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message of a WebSocket that comes in parts. Confined to the reading of its WebSocket, apart from {@link #close}. */
final class PartialMessage {
    private final InputBudget.Share share;
    private final Alarm deadline;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private long bytes;

    /**
     * @param share of what unfinished input may occupy
     * @param deadline until which it is to be complete
     */
    PartialMessage(InputBudget.Share share, Alarm deadline) {
        this.share = share;
        this.deadline = deadline;
    }

    /** Adds text; false if there is no room for it. */
    boolean add(String part) {
        bytes += utf8Bytes(part);
        boolean room = share.grow(2L * part.length()); // a builder has that much, for the most part
        if (room) {
            text.append(part);
        }
        return room;
    }

    /** Adds data; false if there is no room for it. */
    boolean add(ByteBuffer part) {
        bytes += part.remaining();
        boolean room = share.grow(2L * part.remaining());
        if (room) {
            byte[] piece = new byte[part.remaining()];
            part.get(piece);
            data.writeBytes(piece);
        }
        return room;
    }

    /** How much has come. */
    long bytes() {
        return bytes;
    }

    String text() {
        return text.toString();
    }

    byte[] data() {
        return data.toByteArray();
    }

    /** It is complete, or will never be. Thread-safe. */
    void close() {
        deadline.cancel();
        share.close();
    }

    /** How long a text is on the wire. */
    static long utf8Bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            bytes += next < 0x80 ? 1 : next < 0x800 || Character.isSurrogate(next) ? 2 : 3;
        }
        return bytes;
    }
}
