package io.patchbay.portal.internal.engineio;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets that wait for a client, bounded, numbered from 1 in the order in which they will arrive. Confined to the lock of
 * the session that has it.
 */
final class Outbox {
    private final int maxBytes;
    private List<OutPacket> packets = new ArrayList<>(2);
    private int bytes;
    private int bytesUnderWay;
    private long added;
    private long taken;

    Outbox(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether one more packet is within the bound; a single packet always is. */
    boolean accepts(OutPacket packet) {
        int waiting = bytes + bytesUnderWay;
        return waiting == 0 || waiting + packet.bytes().length <= maxBytes;
    }

    /** Adds a packet; answers its number. */
    long add(OutPacket packet) {
        packets.add(packet);
        bytes += packet.bytes().length;
        return ++added;
    }

    boolean isEmpty() {
        return packets.isEmpty();
    }

    /** Takes everything that waits; it is under way until {@link #arrived}. */
    List<OutPacket> take() {
        List<OutPacket> all = packets;
        packets = new ArrayList<>(2);
        bytesUnderWay += bytes;
        bytes = 0;
        taken = added;
        return all;
    }

    /** What was taken is no longer this side's concern. */
    void arrived() {
        bytesUnderWay = 0;
    }

    /** Number of the last packet taken; 0 if none was. */
    long taken() {
        return taken;
    }

    /** Number of the last packet added; 0 if none was. */
    long added() {
        return added;
    }

    /** Forgets what waits. */
    void clear() {
        packets.clear();
        bytes = 0;
        bytesUnderWay = 0;
    }
}
