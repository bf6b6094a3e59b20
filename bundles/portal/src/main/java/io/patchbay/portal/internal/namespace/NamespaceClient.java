package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.Outcome;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One client of a plug-in. When another instance serves it is taken over before its next event, or goes. What an instance fails at
 * waits for the one that relieves it, for a while. Its fields are confined to the connection's turns, unless they are volatile.
 */
final class NamespaceClient implements SocketHandler {
    /**
     * Some clients listen for events only once they have seen that they are connected, and lose what comes along with that. A
     * WebSocket says when it has; otherwise this is how long they get.
     */
    private static final long GREETING_MILLIS = 40;

    private static final long PONG_MILLIS = 1_000;
    private static final int CROWD = 32; // events that wait: then hardly any more are read
    private static final int MOST_HELD = 4_096; // of those that have been read already

    private final NamespaceCalls plugin;
    private final ClientSocket socket;
    private final Alarms alarms;
    private final Duration successorWait;
    private final Consumer<NamespaceClient> onGone;
    private final Deque<SocketEvent> held = new ArrayDeque<>(1); // the first is the one that is being handled
    private Map<String, Object> auth = Map.of();
    private boolean waiting; // for a successor
    private boolean known; // to an instance, which has connected it
    private volatile boolean greeted;
    private volatile boolean over;
    private Optional<NamespaceHandler> handler = Optional.empty();
    private Voice voice;
    private long generation;

    NamespaceClient(
            NamespaceCalls plugin,
            ClientSocket socket,
            Alarms alarms,
            Duration successorWait,
            Consumer<NamespaceClient> onGone) {
        this.plugin = plugin;
        this.socket = socket;
        this.alarms = alarms;
        this.successorWait = successorWait;
        this.onGone = onGone;
        this.voice = new Voice(socket, this::send);
    }

    /** Has the plug-in take the client; in a turn. */
    void start(Map<String, Object> said) {
        auth = said;
        socket.settle(true);
        boolean asked = socket.pingWebSocket();
        alarms.after(asked ? PONG_MILLIS : GREETING_MILLIS, this::endGreeting);
        Optional<Lease<SocketNamespace>> first = plugin.lease();
        if (first.isPresent()) {
            askToTake(first.get());
        } else {
            socket.turns().execute(this::letGo); // once the connection knows of this handler
        }
    }

    @Override
    public void onWebSocketPong() {
        endGreeting();
    }

    private void endGreeting() {
        if (!greeted) {
            greeted = true;
            socket.flush();
        }
    }

    @Override
    public boolean acceptsBinary() {
        return true;
    }

    @Override
    public void onEvent(SocketEvent event) {
        if (over) {
            return;
        }
        if (held.size() < MOST_HELD) {
            held.add(event);
            goOn();
        } else {
            over = true;
            socket.close(CloseCode.TRY_AGAIN_LATER, "too much waits for the namespace");
        }
    }

    /** Has what is held handled, as far as there is someone who does it. */
    private void goOn() {
        while (!over && !waiting && !held.isEmpty()) {
            Optional<Lease<SocketNamespace>> taken = plugin.lease();
            if (taken.filter(lease -> lease.generation() == generation).isPresent()) {
                handle(held.peek(), taken.get());
            } else {
                taken.ifPresent(Lease::close);
                adopt();
            }
        }
        socket.crowd(held.size() >= CROWD);
    }

    private void handle(SocketEvent event, Lease<SocketNamespace> lease) {
        NamespaceHandler mine = handler.orElseThrow();
        Voice heard = voice;
        int before = heard.said();
        Outcome<Boolean> outcome = plugin.call(
                lease,
                instance -> {
                    mine.onEvent(event.name(), event.arguments(), heard.acknowledgement(event.ackId()));
                    return true;
                },
                caught -> giveUp(heard, caught));
        if (outcome instanceof Outcome.GivenUp<Boolean> late) {
            standBy(late.told());
        } else if (outcome instanceof Outcome.Done || heard.said() != before) { // nobody is to answer it twice
            held.poll();
        } else {
            awaitRelief();
        }
    }

    /** Has no handler until another instance relieves the one that failed; this may be the thread that was caught. */
    private void standBy(boolean caught) {
        handler = Optional.empty();
        over |= caught;
        awaitRelief();
    }

    private void awaitRelief() {
        if (over) {
            return;
        }
        waiting = true;
        CompletionStage<Void> unused = plugin.whenRelieved(generation)
                .thenAccept(relieved -> socket.turns().execute(() -> onRelieved(relieved)));
    }

    private void onRelieved(boolean relieved) {
        waiting = false;
        if (over) {
            return;
        }
        if (relieved) {
            adopt();
        } else if (handler.isPresent()) {
            held.poll(); // nobody can handle it
        } else {
            letGo();
        }
        goOn();
    }

    @Override
    public void onDisconnect(String reason) {
        onGone.accept(this);
        if (over) {
            return;
        }
        over = true; // nobody is left to hear what the plug-in says
        held.clear();
        Optional<Lease<SocketNamespace>> taken = plugin.lease();
        if (taken.filter(lease -> lease.generation() == generation).isPresent() && handler.isPresent()) {
            NamespaceHandler mine = handler.get();
            Outcome<Boolean> unused = plugin.call(
                    taken.get(),
                    instance -> {
                        mine.onDisconnect(reason);
                        return true;
                    },
                    caught -> {});
        } else {
            taken.ifPresent(Lease::close);
        }
    }

    /** Another instance may serve by now, or none. May be called on any thread. */
    void review() {
        socket.turns().execute(() -> {
            if (!over && plugin.generation() != generation) {
                adopt();
                goOn();
            }
        });
    }

    /** Has the instance that serves now take this client over; waits for one if there is none. */
    private void adopt() {
        if (waiting || over) {
            return;
        }
        Optional<Lease<SocketNamespace>> successor = plugin.lease();
        if (successor.isEmpty()) {
            waiting = true;
            plugin.whenInstalled(successorWait)
                    .thenAccept(unused -> socket.turns().execute(this::onWaited));
        } else if (successor.get().generation() != generation) {
            askToTake(successor.get());
        } else {
            successor.get().close();
        }
    }

    private void onWaited() {
        waiting = false;
        if (plugin.generation() == 0) {
            letGo();
        } else {
            adopt();
            goOn();
        }
    }

    /** Has an instance connect the client, or take it over if another one has connected it before. */
    private void askToTake(Lease<SocketNamespace> lease) {
        generation = lease.generation();
        handler = Optional.empty();
        Voice next = new Voice(socket, this::send);
        voice = next;
        Outcome<Optional<NamespaceHandler>> outcome =
                plugin.call(lease, instance -> take(instance, next), caught -> giveUp(next, caught));
        if (outcome instanceof Outcome.Done<Optional<NamespaceHandler>> done) {
            known = true;
            handler = done.value();
            if (handler.isEmpty()) {
                letGo();
            }
        } else {
            standBy(outcome instanceof Outcome.GivenUp<Optional<NamespaceHandler>> late && late.told());
        }
    }

    private Optional<NamespaceHandler> take(SocketNamespace instance, Voice heard) {
        return known
                ? Objects.requireNonNull(instance.takeOver(heard, auth), "takeOver returned null")
                : Optional.of(Objects.requireNonNull(instance.connect(heard, auth), "connect returned null"));
    }

    /** The plug-in may still be at it, but nothing that it says is sent. Called on the timer's thread. */
    private void giveUp(Voice heard, boolean caught) {
        heard.silence();
        if (caught) { // and with the thread this connection's turns
            over = true;
            socket.close(CloseCode.TRY_AGAIN_LATER, "the namespace does not answer");
        }
    }

    /** No instance knows this client. */
    private void letGo() {
        if (over) {
            return;
        }
        over = true;
        if (!known || plugin.generation() == 0) { // coming back would be of no use
            socket.leave("the namespace is gone");
        } else {
            socket.close(CloseCode.TRY_AGAIN_LATER, "the namespace was replaced, or does not answer");
        }
    }

    private void send(List<OutPacket> packets) {
        if (over) {
            return;
        }
        socket.queueTogether(packets);
        if (greeted) {
            socket.flush();
        }
    }
}
