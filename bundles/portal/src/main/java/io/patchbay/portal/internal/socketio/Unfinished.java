package io.patchbay.portal.internal.socketio;

import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.engineio.MalformedPacketException;
import java.util.ArrayList;
import java.util.List;

/** A packet whose attachments are still on their way. Confined to the connection's turns. */
final class Unfinished {
    private final SocketPacket packet;
    private final boolean wanted;
    private final InputBudget.Share share;
    private final List<byte[]> pieces = new ArrayList<>(1);
    private int missing;
    private long bytes;

    /**
     * @param wanted whether anybody will look at the attachments; if not, they are counted and thrown away
     * @param share of what unfinished input may occupy
     */
    Unfinished(SocketPacket packet, boolean wanted, InputBudget.Share share) {
        this.packet = packet;
        this.wanted = wanted;
        this.share = share;
        this.missing = packet.attachments();
    }

    /** Adds the next attachment; answers whether it was the last. */
    boolean add(byte[] piece, int maxBytes) throws MalformedPacketException {
        bytes += piece.length;
        if (bytes > maxBytes) {
            throw new MalformedPacketException("attachments of more than " + maxBytes + " bytes");
        }
        if (wanted) {
            if (!share.grow(piece.length)) {
                throw new MalformedPacketException("too much unfinished input, try again later");
            }
            pieces.add(piece);
        }
        missing--;
        if (missing == 0) {
            share.close();
        }
        return missing == 0;
    }

    /** It will not be finished. */
    void giveUp() {
        share.close();
        pieces.clear();
    }

    /** The packet, with its attachments where they belong if anybody wants them. */
    SocketPacket whole() throws MalformedPacketException {
        return wanted ? packet.with(pieces) : packet;
    }
}
