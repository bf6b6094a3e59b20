package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** WebSockets without Socket.IO: turns requests into sessions. Thread-safe; keeps no thread waiting. */
public final class PlainEndpoint {
    private static final int UPGRADE_REQUIRED = 426;

    private final EngineServer server;
    private final Supplier<OriginPolicy> origins;
    private final Alarms alarms;
    private final LongSupplier messageMillis;

    /**
     * @param origins which web pages may come, asked for every request
     * @param messageMillis how long a message may take to arrive, asked for every request
     */
    public PlainEndpoint(
            EngineServer server, Supplier<OriginPolicy> origins, Alarms alarms, LongSupplier messageMillis) {
        this.server = server;
        this.origins = origins;
        this.alarms = alarms;
        this.messageMillis = messageMillis;
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
            JettyFrameChannel channel = new JettyFrameChannel(
                    alarms,
                    messageMillis.getAsLong(),
                    opened -> Optional.of(server.open(EngineRevision.PLAIN, opened)));
            if (!channel.upgrade(request)) {
                EngineEndpoint.refuse(response, EngineError.BAD_REQUEST);
            }
        }
    }
}
