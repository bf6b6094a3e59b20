package io.patchbay.portal.internal.engineio;

import java.util.ArrayList;
import java.util.List;

/** A WebSocket whose other end is the test. */
final class FakeChannel implements FrameChannel {
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> pending = new ArrayList<>();
    private boolean stuck;
    private int writes;
    private int closeCode;
    private int closes;
    private boolean aborted;

    @Override
    public void send(List<OutPacket> packets, Runnable done) {
        writes++;
        packets.forEach(packet -> sent.add(packet.toString()));
        if (stuck) {
            pending.add(done);
        } else {
            done.run();
        }
    }

    @Override
    public void close(int code, String reason) {
        closes++;
        closeCode = closeCode == 0 ? code : closeCode;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    /** Everything sent so far; forgets it. */
    List<String> take() {
        List<String> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    /** How many writes there were. */
    int writes() {
        return writes;
    }

    /** From now on writes do not end. */
    void stick() {
        stuck = true;
    }

    /** Writes end, and those under way do. */
    void flow() {
        stuck = false;
        List<Runnable> ending = List.copyOf(pending);
        pending.clear();
        ending.forEach(Runnable::run);
    }

    /** 0 if it is not closed. */
    int closeCode() {
        return closeCode;
    }

    /** How often it was closed. */
    int closes() {
        return closes;
    }

    boolean isAborted() {
        return aborted;
    }
}
