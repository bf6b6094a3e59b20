package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Turns;
import io.patchbay.support.RandomIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** All Engine.IO sessions of one path. Thread-safe. */
public final class EngineServer {
    private static final String DRAINED = "drained";

    private final Supplier<EngineSettings> settings;
    private final IntSupplier maxSockets;
    private final InputBudget budget;
    private final Alarms alarms;
    private final Executor pool;
    private final Function<EngineSocket, EngineListener> listeners;
    private final Map<String, EngineSocket> sockets = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger(); // because the map counts by adding up
    private final ReceiptBudget receipts = new ReceiptBudget();
    private final CountDownLatch empty = new CountDownLatch(1); // once closed
    private volatile boolean closed;

    /**
     * @param settings asked for every new session
     * @param maxSockets how many sessions there may be
     * @param budget what unfinished input may occupy, also that of other servers
     * @param pool whose threads take the turns of timers and stages
     * @param listeners makes what lies above each session
     */
    public EngineServer(
            Supplier<EngineSettings> settings,
            IntSupplier maxSockets,
            InputBudget budget,
            Alarms alarms,
            Executor pool,
            Function<EngineSocket, EngineListener> listeners) {
        this.settings = settings;
        this.maxSockets = maxSockets;
        this.budget = budget;
        this.alarms = alarms;
        this.pool = pool;
        this.listeners = listeners;
    }

    /** Says what is wrong with a request, by its method and query; empty if it may go on. */
    public Optional<EngineError> check(EngineRequest request) {
        if (!request.transport().equals("polling") && !request.transport().equals("websocket")) {
            return Optional.of(EngineError.TRANSPORT_UNKNOWN);
        }
        boolean webSocket = request.transport().equals("websocket");
        if (webSocket != request.upgrade()) {
            return Optional.of(EngineError.BAD_REQUEST);
        }
        if (request.sid().isPresent()) {
            return checkKnown(request, webSocket);
        }
        if (!request.method().equals("GET")) {
            return Optional.of(EngineError.BAD_HANDSHAKE_METHOD);
        }
        if (request.revision().isEmpty()) {
            return Optional.of(EngineError.UNSUPPORTED_VERSION);
        }
        return hasRoom() ? Optional.empty() : Optional.of(EngineError.UNAVAILABLE);
    }

    /** Whether one more session may be opened. */
    public boolean hasRoom() {
        return !closed && count.get() < maxSockets.getAsInt();
    }

    private Optional<EngineError> checkKnown(EngineRequest request, boolean webSocket) {
        if (!sockets.containsKey(request.sid().get())) {
            return Optional.of(EngineError.SESSION_UNKNOWN);
        }
        boolean polling = request.method().equals("GET") || request.method().equals("POST");
        return webSocket || polling ? Optional.empty() : Optional.of(EngineError.BAD_REQUEST);
    }

    /** The session of that id. */
    public Optional<EngineSocket> find(String sid) {
        return Optional.ofNullable(sockets.get(sid));
    }

    /** Opens a session that polls; {@code answer} is sent the opening packet. */
    public void open(EngineRevision revision, Poll answer) {
        EngineSettings now = settings.get();
        EngineSocket socket = open(revision, now, Optional.empty(), listeners);
        answer.answer(revision.payloads().encode(List.of(now.openingPacket(socket.id(), true))));
    }

    /** Opens a session on a WebSocket. */
    public EngineSocket open(EngineRevision revision, FrameChannel channel) {
        return open(revision, channel, listeners);
    }

    /** Opens a session on a WebSocket, with something of its own above it. */
    public EngineSocket open(
            EngineRevision revision, FrameChannel channel, Function<EngineSocket, EngineListener> above) {
        return open(revision, settings.get(), Optional.of(channel), above);
    }

    private EngineSocket open(
            EngineRevision revision,
            EngineSettings now,
            Optional<FrameChannel> channel,
            Function<EngineSocket, EngineListener> above) {
        EngineSocket socket = new EngineSocket(
                RandomIds.socketId(),
                revision,
                now,
                new Intake(now, budget),
                alarms,
                new Turns(pool),
                receipts,
                this::forget);
        sockets.put(socket.id(), socket);
        count.incrementAndGet();
        EngineListener listener = above.apply(socket);
        socket.start(listener, channel);
        socket.turns().here(listener::onOpen);
        if (closed) {
            socket.close(CloseCode.SERVICE_RESTART, "going down"); // it came in while close() went through the others
        } else if (maxSockets.getAsInt() == 0) {
            socket.close(CloseCode.TRY_AGAIN_LATER, DRAINED); // likewise while turnAway() did
        }
        return socket;
    }

    private void forget(EngineSocket gone) {
        if (sockets.remove(gone.id(), gone) && count.decrementAndGet() == 0 && closed) {
            empty.countDown();
        }
    }

    /** How many sessions there are. */
    public int size() {
        return count.get();
    }

    /** Closes every session so that its client comes back; it is up to {@code maxSockets} that none comes back too early. */
    public void turnAway() {
        sockets.values().forEach(socket -> socket.close(CloseCode.TRY_AGAIN_LATER, DRAINED));
    }

    /** Opens no session from now on, and closes those there are: their clients get a while to take leave, then they are cut. */
    public void close(Duration patience) {
        closed = true;
        sockets.values().forEach(socket -> socket.close(CloseCode.SERVICE_RESTART, "going down"));
        try {
            if (count.get() > 0 && !empty.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                sockets.values().forEach(EngineSocket::abort);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            sockets.values().forEach(EngineSocket::abort);
        }
    }
}
