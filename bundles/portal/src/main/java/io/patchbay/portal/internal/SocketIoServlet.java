package io.patchbay.portal.internal;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.portal.internal.http.EngineEndpoint;
import io.patchbay.portal.internal.namespace.SocketNamespaces;
import io.patchbay.portal.internal.session.Drainage;
import io.patchbay.portal.internal.session.Portal;
import io.patchbay.portal.internal.session.Protocols;
import io.patchbay.portal.internal.session.Sessions;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where clients connect: those of Socket.IO, of Engine.IO alone, and of neither. Thread-safe. */
@Component(service = {Servlet.class, MetricSource.class})
@HttpWhiteboardServletPattern({"/socket.io/*", SocketIoServlet.BARE + "/*", SocketIoServlet.PLAIN})
@HttpWhiteboardServletAsyncSupported
public final class SocketIoServlet extends HttpServlet implements MetricSource {
    static final String BARE = "/engine.io";
    static final String PLAIN = "/ws";

    private static final long serialVersionUID = 1;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final transient Portal portal;

    @Activate
    public SocketIoServlet(
            @Reference Sessions sessions,
            @Reference Protocols protocols,
            @Reference Neighbours neighbours,
            @Reference SocketNamespaces namespaces,
            @Reference Drainage drainage,
            @Reference PortalSettings settings,
            @Reference PortalThreads threads) {
        this.portal = new Portal(sessions, protocols, neighbours, namespaces, drainage, settings, threads);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals(PLAIN)) {
            portal.plainEndpoint().handle(request, response);
            return;
        }
        Optional<EngineEndpoint> endpoint =
                request.getServletPath().equals(BARE) ? portal.bareEndpoint() : Optional.of(portal.endpoint());
        if (endpoint.isPresent()) {
            endpoint.get().handle(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(portal.metrics());
    }

    @Deactivate
    void close() {
        portal.close(FAREWELL);
    }
}
