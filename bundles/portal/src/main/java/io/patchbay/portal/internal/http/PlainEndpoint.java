package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.EngineListener;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.plain.Peer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** WebSockets without Socket.IO: turns requests into sessions. Thread-safe; keeps no thread waiting. */
public final class PlainEndpoint {
    private static final int UPGRADE_REQUIRED = 426;
    private static final int LONGEST_CHAIN = 512; // characters, kept for as long as the connection lives

    private final EngineServer server;
    private final Supplier<OriginPolicy> origins;
    private final Alarms alarms;
    private final LongSupplier messageMillis;
    private final BiFunction<EngineSocket, Peer, EngineListener> listeners;

    /**
     * @param origins which web pages may come, asked for every request
     * @param messageMillis how long a message may take to arrive, asked for every request
     * @param listeners makes what lies above each session
     */
    public PlainEndpoint(
            EngineServer server,
            Supplier<OriginPolicy> origins,
            Alarms alarms,
            LongSupplier messageMillis,
            BiFunction<EngineSocket, Peer, EngineListener> listeners) {
        this.server = server;
        this.origins = origins;
        this.alarms = alarms;
        this.messageMillis = messageMillis;
        this.listeners = listeners;
    }

    /** Handles a request to the path. */
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!origins.get().admits(request, response)) {
            EngineEndpoint.refuse(response, EngineError.FORBIDDEN);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.sendError(UPGRADE_REQUIRED, "this path is for WebSockets");
        } else if (!server.hasRoom()) {
            EngineEndpoint.refuse(response, EngineError.UNAVAILABLE);
        } else {
            Peer peer = new Peer(request.getRemoteAddr(), forwardedFor(request));
            JettyFrameChannel channel = new JettyFrameChannel(
                    alarms,
                    messageMillis.getAsLong(),
                    opened -> Optional.of(
                            server.open(EngineRevision.PLAIN, opened, socket -> listeners.apply(socket, peer))));
            if (!channel.upgrade(request)) {
                EngineEndpoint.refuse(response, EngineError.BAD_REQUEST);
            }
        }
    }

    /** Each proxy may add to the header, or add one more of them; of a long chain the nearest ones are kept. */
    private static Optional<String> forwardedFor(HttpServletRequest request) {
        List<String> all = Collections.list(request.getHeaders("X-Forwarded-For"));
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String chain = String.join(",", all);
        return Optional.of(
                chain.length() <= LONGEST_CHAIN
                        ? chain
                        : chain.substring(chain.indexOf(',', chain.length() - LONGEST_CHAIN) + 1));
    }
}
