package io.patchbay.portal.internal.namespace;

import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.CloseCode;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.SocketHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * One client of a plug-in: stays with the instance that it was connected to, and goes when another serves. Its fields are
 * confined to the connection's turns, unless they are volatile; what the plug-in calls is thread-safe.
 */
final class NamespaceClient implements SocketHandler, NamespaceSocket {
    /**
     * Some clients listen for events only once they have seen that they are connected, and lose what comes along with that. A
     * WebSocket says when it has; otherwise this is how long they get.
     */
    private static final long GREETING_MILLIS = 40;

    private static final long PONG_MILLIS = 1_000;

    private final NamespaceCalls plugin;
    private final ClientSocket socket;
    private final Alarms alarms;
    private final Consumer<NamespaceClient> onGone;
    private volatile boolean greeted;
    private volatile boolean over;
    private Optional<NamespaceHandler> handler = Optional.empty();
    private long generation;

    NamespaceClient(NamespaceCalls plugin, ClientSocket socket, Alarms alarms, Consumer<NamespaceClient> onGone) {
        this.plugin = plugin;
        this.socket = socket;
        this.alarms = alarms;
        this.onGone = onGone;
    }

    /** Has the plug-in take the client; in a turn. */
    void start(Map<String, Object> auth) {
        socket.settle(true);
        boolean asked = socket.pingWebSocket();
        alarms.after(asked ? PONG_MILLIS : GREETING_MILLIS, this::endGreeting);
        plugin.lease().ifPresent(lease -> {
            generation = lease.generation();
            plugin.use(lease, instance -> handler = Optional.of(take(instance, auth)), this::giveUp);
        });
        if (handler.isEmpty()) {
            socket.turns().execute(this::letGo); // once the connection knows of this handler
        }
    }

    private NamespaceHandler take(SocketNamespace instance, Map<String, Object> auth) {
        return Objects.requireNonNull(instance.connect(this, auth), "connect returned null");
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
        if (!over) {
            call(mine -> mine.onEvent(event.name(), event.arguments(), acknowledgement(event.ackId())));
        }
    }

    @Override
    public void onDisconnect(String reason) {
        onGone.accept(this);
        if (!over) {
            over = true;
            call(mine -> mine.onDisconnect(reason));
        }
    }

    /** Another instance may serve by now. May be called on any thread. */
    void review() {
        socket.turns().execute(() -> {
            if (plugin.generation() != generation) {
                letGo();
            }
        });
    }

    private void call(Consumer<NamespaceHandler> call) {
        Optional<Lease<SocketNamespace>> taken = plugin.lease();
        if (taken.filter(lease -> lease.generation() == generation).isPresent()) {
            plugin.use(taken.get(), instance -> handler.ifPresent(call), this::giveUp);
        } else {
            taken.ifPresent(Lease::close);
            letGo();
        }
    }

    /** The plug-in does not come back from a call for this client; nothing that it still says is sent. */
    private void giveUp() {
        over = true;
        socket.close(CloseCode.TRY_AGAIN_LATER, "the namespace does not answer");
    }

    /** The instance that knows this client does not serve any more. */
    private void letGo() {
        if (over) {
            return;
        }
        over = true;
        if (plugin.generation() == 0 || handler.isEmpty()) {
            socket.leave("the namespace is gone");
        } else {
            socket.close(CloseCode.TRY_AGAIN_LATER, "the namespace was replaced");
        }
    }

    private Optional<Acknowledgement> acknowledgement(OptionalLong ackId) {
        return ackId.isEmpty()
                ? Optional.empty()
                : Optional.of(arguments -> send(socket.form().mixedAck(ackId.getAsLong(), arguments)));
    }

    @Override
    public String id() {
        return socket.id();
    }

    @Override
    public void emit(String event, List<Object> arguments) {
        send(socket.form().mixedEvent(event, arguments));
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

    @Override
    public void disconnect() {
        socket.turns().execute(() -> socket.leave("server namespace disconnect"));
    }
}
