package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Neighbours;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSettings;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.http.EngineEndpoint;
import io.patchbay.portal.internal.http.OriginPolicy;
import io.patchbay.portal.internal.socketio.Namespace;
import io.patchbay.portal.internal.socketio.SocketIoConnection;
import java.time.Duration;
import java.util.Optional;

/** The portal's door for clients of Socket.IO: everything from the request to the room. Thread-safe. */
public final class Portal {
    private static final String MAIN = "/";

    private final EngineServer server;
    private final EngineEndpoint endpoint;

    /** Opens the door. */
    public Portal(
            Sessions sessions,
            Protocols protocols,
            Neighbours neighbours,
            PortalSettings settings,
            PortalThreads threads) {
        PortalContext context = new PortalContext(sessions, protocols, neighbours, settings, threads);
        Namespace main = (socket, auth) -> new ClientConnection(context, socket);
        this.server = new EngineServer(
                () -> engineSettings(settings.now()),
                () -> settings.now().maxConnections(),
                threads,
                threads.pool(),
                socket -> connection(socket, main, context));
        this.endpoint = new EngineEndpoint(
                server,
                () -> new OriginPolicy(settings.now().allowedOrigins()),
                () -> settings.now().maxPayloadBytes(),
                threads,
                () -> settings.now().bodyTimeoutMillis());
    }

    private static SocketIoConnection connection(EngineSocket socket, Namespace main, PortalContext context) {
        return new SocketIoConnection(
                socket,
                name -> name.equals(MAIN) ? Optional.of(main) : Optional.empty(),
                context.alarms(),
                context.settings().now().loginTimeoutMillis());
    }

    private static EngineSettings engineSettings(PortalSettings.Values settings) {
        return new EngineSettings(
                settings.pingIntervalMillis(),
                settings.pingTimeoutMillis(),
                settings.receiptIntervalMillis(),
                settings.maxPayloadBytes(),
                settings.maxQueuedBytes(),
                settings.slowReaderMillis());
    }

    /** Where requests come in. */
    public EngineEndpoint endpoint() {
        return endpoint;
    }

    /** Lets nobody in from now on, takes leave of those who are here, and cuts those who do not within the time. */
    public void close(Duration patience) {
        server.close(patience);
    }
}
