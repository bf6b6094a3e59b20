package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.engineio.InputBudget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** A message of a WebSocket that comes in parts. Confined to the reading of its WebSocket, apart from {@link #close}. */
final class PartialMessage {
    private final InputBudget.Share share;
    private final Alarm deadline;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    /**
     * @param share of what unfinished input may occupy
     * @param deadline until which it is to be complete
     */
    PartialMessage(InputBudget.Share share, Alarm deadline) {
        this.share = share;
        this.deadline = deadline;
    }

    /** Adds a part; false if there is no room for it. */
    boolean add(ByteBuffer part) {
        boolean room = share.grow(2L * part.remaining()); // the stream has that much, for the most part
        if (room) {
            byte[] piece = new byte[part.remaining()];
            part.get(piece);
            data.writeBytes(piece);
        }
        return room;
    }

    /** How much has come. */
    long bytes() {
        return data.size();
    }

    byte[] data() {
        return data.toByteArray();
    }

    /** It is complete, or will never be. Thread-safe. */
    void close() {
        deadline.cancel();
        share.close();
    }
}
