package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.WireForm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The notifications of one session, on their way to its client: in order, each once, whatever happens to its connections. Those
 * that the client is not known to have received are kept, within bounds, and sent again on the next connection. If the bounds do
 * not suffice there is a gap: texts are given up, and the room says anew what it is like. What changes the room is kept even then, as
 * long as it alone is within the bound, because not every client understands a room that is told anew.
 *
 * <p>Thread-safe: guarded by its own lock, under which sockets only queue. Codecs are called outside it.
 */
final class Outlet {
    /** A notification of this session; the number is the last packet's on the current connection, 0 while it is not sent. */
    private static final class Item {
        private final Broadcast broadcast;
        private final long sequence;
        private final int bytes;
        private final long atMillis;
        private long number;

        Item(Broadcast broadcast, long sequence, int bytes, long atMillis) {
            this.broadcast = broadcast;
            this.sequence = sequence;
            this.bytes = bytes;
            this.atMillis = atMillis;
        }
    }

    /**
     * What is kept for the client at most.
     *
     * @param millis how old it may be when the client comes back
     */
    record Bounds(int bytes, long millis) {}

    /** A notification that the client has missed, and its number in the session, from 1. */
    record Missed(Broadcast broadcast, long sequence) {}

    /**
     * All that is kept for a client between its connections.
     *
     * @param missed in order
     * @param whole whether that is everything that it has missed
     * @param last number of the last notification by then
     */
    record Backlog(List<Missed> missed, boolean whole, long last) {}

    /** Encodes for the session's client. */
    @FunctionalInterface
    interface Encoder {
        Speech encode(Broadcast broadcast, ClientSocket socket) throws CodecException;
    }

    private final Protocol protocol;
    private final Place place;
    private final Encoder encoder;
    private final Bounds bounds;
    private final LongSupplier now;
    private final Consumer<CodecException> onStalled;
    private final Deque<Item> sent = new ArrayDeque<>(2); // guarded by this, like the rest
    private final Deque<Item> waiting = new ArrayDeque<>(2);
    private WireForm form;
    private Optional<ClientSocket> socket = Optional.empty();
    private int bytes;
    private long sequence;
    private long forgotten; // number of the last packet that was thrown away although it may be needed again
    private volatile long unrelieved; // generation of a bad codec that nobody has relieved in time
    private boolean gap; // the client has missed more than is kept, and has not been told what the room is like now

    /**
     * @param form of the connection that will come first
     * @param encoder called in the turns of the socket
     * @param now in milliseconds
     * @param onStalled called when there is no codec that could say what waits
     */
    Outlet(
            Protocol protocol,
            Place place,
            WireForm form,
            Encoder encoder,
            Bounds bounds,
            LongSupplier now,
            Consumer<CodecException> onStalled) {
        this.protocol = protocol;
        this.place = place;
        this.form = form;
        this.encoder = encoder;
        this.bounds = bounds;
        this.now = now;
        this.onStalled = onStalled;
    }

    /** How much memory what is kept takes, more or less. */
    synchronized int bytes() {
        return bytes;
    }

    /**
     * Queues a notification, or keeps it. False if by this more is missing than is kept: the client has to be told anew.
     *
     * @param toFlush told of the socket that it is queued for, which has to be flushed afterwards; called under no lock
     */
    boolean deliver(Broadcast broadcast, Consumer<ClientSocket> toFlush) {
        WireForm expected;
        synchronized (this) {
            if (gap && broadcast.isPassing()) {
                return true; // what comes after the gap is lost as well, until the client is told so
            }
            expected = form;
        }
        Optional<Speech> speech;
        try {
            speech = broadcast.forAll(protocol, place, expected);
        } catch (CodecException notNow) {
            speech = Optional.empty(); // pump() deals with it
        }
        Optional<ClientSocket> target;
        boolean direct;
        boolean known; // a gap that whoever opened it sees to
        boolean whole;
        synchronized (this) {
            if (gap && broadcast.isPassing()) {
                return true; // it has opened meanwhile, and whoever opened it sees to it
            }
            forgetConfirmed();
            known = gap;
            gap &= !broadcast.tellsAnew();
            int size = speech.map(Outlet::size).orElseGet(broadcast::estimatedBytes);
            Item item = new Item(broadcast, ++sequence, size, now.getAsLong());
            bytes += size;
            target = socket;
            direct = speech.isPresent() && target.isPresent() && form == expected && waiting.isEmpty();
            if (direct) {
                queue(item, speech.get(), target.get());
            } else {
                waiting.add(item);
            }
            makeRoom();
            whole = !gap || known;
        }
        if (direct) {
            target.ifPresent(toFlush);
        } else {
            target.ifPresent(this::pumpSoon);
        }
        return whole;
    }

    /** From now on notifications go to a connection; {@link #resume} begins with what has been missed. */
    synchronized void attach(ClientSocket connected) {
        giveUpOld();
        socket = Optional.of(connected);
        form = connected.form();
    }

    /** The connection is gone or taken over: what it has not confirmed will be sent again. */
    synchronized void detach() {
        forgetConfirmed();
        boolean lost = socket.map(ClientSocket::confirmed).orElse(0L) < forgotten;
        while (!sent.isEmpty()) {
            Item item = sent.removeLast();
            item.number = 0;
            waiting.addFirst(item);
        }
        socket = Optional.empty();
        forgotten = 0;
        if (lost) {
            openGap();
        }
    }

    /** Something was not even offered to this client. */
    synchronized void openGap() {
        gap = true;
        waiting.removeIf(item -> item.broadcast.isPassing());
        count();
        if (bytes > bounds.bytes()) {
            waiting.clear();
            count();
        }
    }

    /** While there is no connection: what is sent is confirmed before long, or the connection ends. */
    private void giveUpOld() {
        Item oldest = waiting.peekFirst();
        if (!gap && oldest != null && now.getAsLong() - oldest.atMillis > bounds.millis()) {
            openGap();
        }
    }

    private void count() {
        bytes = 0;
        for (Item item : sent) {
            bytes += item.bytes;
        }
        for (Item item : waiting) {
            bytes += item.bytes;
        }
    }

    /** Keeps what a predecessor has kept; before anything else. */
    synchronized void restore(List<Missed> kept, long lastSequence, boolean withGap) {
        for (Missed one : kept) {
            int size = one.broadcast().estimatedBytes();
            waiting.add(new Item(one.broadcast(), one.sequence(), size, now.getAsLong()));
            bytes += size;
        }
        sequence = lastSequence;
        gap = withGap;
    }

    /** Number of the last notification. */
    synchronized long lastSequence() {
        return sequence;
    }

    /** What the client has missed, between {@link #detach} and {@link #attach}. */
    synchronized Backlog backlog() {
        giveUpOld();
        List<Missed> missed = new ArrayList<>(waiting.size());
        boolean whole = !gap;
        for (Item item : waiting) {
            missed.add(new Missed(item.broadcast, item.sequence));
            whole &= !item.broadcast.tellsAnew(); // told anew because of a gap that the client does not know of
        }
        return new Backlog(missed, whole, sequence);
    }

    /** What was the backlog is in the packet of that number; there may be more by now, or a gap in its place. */
    synchronized void sentAs(Backlog carried, long number) {
        long last = 0;
        for (Missed one : carried.missed()) {
            last = one.sequence();
        }
        while (!waiting.isEmpty() && waiting.peekFirst().sequence <= last) {
            Item item = waiting.removeFirst();
            item.number = number;
            sent.addLast(item);
        }
    }

    /** Whether something is still to be sent. */
    synchronized boolean waits() {
        return !waiting.isEmpty();
    }

    /** Whether the client has missed more than is kept. */
    synchronized boolean hasGap() {
        return gap;
    }

    private void pumpSoon(ClientSocket to) {
        to.turns().execute(() -> pump(to));
    }

    /** Sends what waits, one after another; in the socket's turns. */
    private void pump(ClientSocket to) {
        while (true) {
            Item next;
            synchronized (this) {
                next = waiting.peekFirst();
                if (next == null || socket.filter(current -> current == to).isEmpty()) {
                    break;
                }
            }
            Optional<Speech> speech;
            try {
                speech = Optional.of(encoder.encode(next.broadcast, to));
            } catch (CodecException failed) {
                if (failed.isMissing() || failed.generation() != unrelieved) {
                    onStalled.accept(failed);
                    break;
                }
                speech = Optional.empty(); // counted, logged, and no other codec has come that could say it
            }
            synchronized (this) {
                if (socket.filter(current -> current == to).isPresent() && waiting.peekFirst() == next) {
                    waiting.removeFirst();
                    if (speech.isPresent()) {
                        queue(next, speech.get(), to);
                    } else {
                        bytes -= next.bytes;
                    }
                }
            }
        }
        to.flush();
    }

    /** Has what waits sent, now that there is a connection, or another codec. Not to be called under a lock. */
    void resume() {
        Optional<ClientSocket> target;
        synchronized (this) {
            target = socket;
        }
        target.ifPresent(this::pumpSoon);
    }

    /** As {@link #resume}, without what this codec cannot say. */
    void resumeWithout(long generation) {
        unrelieved = generation;
        resume();
    }

    private void queue(Item item, Speech speech, ClientSocket to) {
        if (speech.packets().isEmpty()) {
            bytes -= item.bytes; // nothing that this client's version has a word for
            return;
        }
        for (OutPacket packet : speech.packets()) {
            item.number = to.queue(packet);
        }
        sent.addLast(item);
        to.askReceipt();
    }

    private void forgetConfirmed() {
        if (sent.isEmpty() || socket.isEmpty()) {
            return;
        }
        long confirmed = socket.get().confirmed();
        while (!sent.isEmpty() && sent.peekFirst().number > 0 && sent.peekFirst().number <= confirmed) {
            bytes -= sent.removeFirst().bytes;
        }
    }

    private void makeRoom() {
        while (bytes > bounds.bytes() && !sent.isEmpty()) {
            Item oldest = leastNeeded();
            bytes -= oldest.bytes;
            forgotten = oldest.number == 0 ? Long.MAX_VALUE : Math.max(forgotten, oldest.number);
        }
        if (bytes > bounds.bytes() && waiting.size() > 1) { // one is always kept, however long
            openGap();
        }
    }

    /** The oldest text, or else the oldest of all: it has been sent, so it has probably arrived. */
    private Item leastNeeded() {
        for (Iterator<Item> each = sent.iterator(); each.hasNext(); ) {
            Item item = each.next();
            if (item.broadcast.isPassing()) {
                each.remove();
                return item;
            }
        }
        return sent.removeFirst();
    }

    private static int size(Speech speech) {
        int size = 0;
        for (OutPacket packet : speech.packets()) {
            size += packet.bytes().length;
        }
        return size;
    }
}
