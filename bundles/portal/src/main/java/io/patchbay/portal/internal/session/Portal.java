package io.patchbay.portal.internal.session;

import io.patchbay.api.metrics.Metric;
import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.InputBudget;
import io.patchbay.portal.internal.http.EngineEndpoint;
import io.patchbay.portal.internal.http.OriginPolicy;
import io.patchbay.portal.internal.http.PlainEndpoint;
import io.patchbay.portal.internal.namespace.BareConnection;
import io.patchbay.portal.internal.namespace.PluggedNamespace;
import io.patchbay.portal.internal.namespace.SocketNamespaces;
import io.patchbay.portal.internal.plain.PlainConnection;
import io.patchbay.portal.internal.socketio.Namespace;
import io.patchbay.portal.internal.socketio.SocketIoConnection;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** The portal's door for clients of Socket.IO: everything from the request to the room. Thread-safe. */
public final class Portal {
    private static final String MAIN = "/";

    private final PortalContext context;
    private final Drainage drainage;
    private final SocketNamespaces namespaces;
    private final Namespace rooms;
    private final InputBudget input;
    private final EngineServer server;
    private final EngineServer bareServer;
    private final EngineEndpoint endpoint;
    private final EngineEndpoint bareEndpoint;
    private final EngineServer plainServer;
    private final PlainEndpoint plainEndpoint;

    /** Opens the door. */
    public Portal(
            Sessions sessions,
            Protocols protocols,
            Neighbours neighbours,
            SocketNamespaces namespaces,
            Drainage drainage,
            PortalSettings settings,
            PortalThreads threads) {
        this.drainage = drainage;
        this.context = new PortalContext(
                sessions,
                protocols,
                neighbours,
                settings,
                threads,
                new Admission(settings::now, threads, new SecureRandom()),
                new Endings());
        this.namespaces = namespaces;
        this.rooms = (socket, auth) -> new ClientConnection(context, socket);
        this.input = new InputBudget(() -> settings.now().maxUnfinishedBytes());
        this.server = server(threads, this::maxConnections, this::connection);
        this.bareServer = server(
                threads,
                () -> Math.max(0, maxConnections() - server.size()),
                socket -> new BareConnection(socket, this::bareNamespace));
        this.plainServer = server(
                threads,
                () -> Math.max(0, maxConnections() - server.size() - bareServer.size()),
                Portal::plainWithoutPeer);
        this.plainEndpoint = new PlainEndpoint(
                plainServer,
                () -> new OriginPolicy(settings.now().allowedOrigins()),
                threads,
                () -> settings.now().bodyTimeoutMillis(),
                (socket, peer) -> new PlainConnection(
                        socket, rooms, threads, settings.now().loginTimeoutMillis(), peer, neighbours::lobby));
        this.endpoint = endpoint(server);
        this.bareEndpoint = endpoint(bareServer);
        drainage.onShut(this::turnAway);
    }

    private static EngineListener plainWithoutPeer(EngineSocket socket) {
        throw new IllegalStateException("plain connections are opened by their endpoint: " + socket.id());
    }

    private int maxConnections() {
        return drainage.isShut() ? 0 : context.settings().now().maxConnections();
    }

    private void turnAway() {
        server.turnAway();
        bareServer.turnAway();
        plainServer.turnAway();
    }

    private EngineServer server(
            PortalThreads threads, IntSupplier maxSockets, Function<EngineSocket, EngineListener> listeners) {
        return new EngineServer(
                () -> engineSettings(context.settings().now()), maxSockets, input, threads, threads.pool(), listeners);
    }

    private EngineEndpoint endpoint(EngineServer of) {
        PortalSettings settings = context.settings();
        return new EngineEndpoint(
                of, () -> new OriginPolicy(settings.now().allowedOrigins()), context.alarms(), () -> settings.now()
                        .bodyTimeoutMillis());
    }

    private SocketIoConnection connection(EngineSocket socket) {
        PortalSettings.Values now = context.settings().now();
        return new SocketIoConnection(
                socket, this::namespace, context.alarms(), now.loginTimeoutMillis(), now.maxPayloadBytes());
    }

    private Optional<Namespace> namespace(String path) {
        Optional<String> main = context.settings().now().mainNamespace();
        if (path.equals(MAIN)) {
            return main.isEmpty()
                    ? Optional.of(rooms)
                    : namespaces.find(main.get()).map(found -> found);
        }
        return namespaces.find(path.substring(1)).map(found -> found);
    }

    private Optional<PluggedNamespace> bareNamespace() {
        return context.settings().now().engineNamespace().flatMap(namespaces::find);
    }

    private static EngineSettings engineSettings(PortalSettings.Values settings) {
        return new EngineSettings(
                settings.pingIntervalMillis(),
                settings.pingTimeoutMillis(),
                settings.receiptIntervalMillis(),
                settings.receiptsPerSecond(),
                settings.maxPayloadBytes(),
                settings.maxLoginBytes(),
                settings.maxQueuedBytes(),
                settings.slowReaderMillis(),
                settings.maxMessagesPerSecond());
    }

    /** What is counted here. Thread-safe; looks at every session. */
    public List<Metric> metrics() {
        return new PortalMetrics(context, () -> server.size() + bareServer.size() + plainServer.size()).read();
    }

    /** Where requests come in. */
    public EngineEndpoint endpoint() {
        return endpoint;
    }

    /** Where requests of clients that speak Engine.IO without Socket.IO come in; empty if that is not wanted. */
    public Optional<EngineEndpoint> bareEndpoint() {
        return context.settings().now().engineNamespace().map(wanted -> bareEndpoint);
    }

    /** Where clients without Socket.IO come in. */
    public PlainEndpoint plainEndpoint() {
        return plainEndpoint;
    }

    /** Lets nobody in from now on, takes leave of those who are here, and cuts those who do not within the time. */
    public void close(Duration patience) {
        drainage.onShut(() -> {});
        server.close(patience);
        bareServer.close(patience);
        plainServer.close(patience);
    }
}
