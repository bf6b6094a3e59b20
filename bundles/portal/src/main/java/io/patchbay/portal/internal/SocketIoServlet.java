package io.patchbay.portal.internal;

import io.patchbay.portal.internal.session.Portal;
import io.patchbay.portal.internal.session.Protocols;
import io.patchbay.portal.internal.session.Sessions;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Where clients of Socket.IO connect. Thread-safe. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/socket.io/*")
@HttpWhiteboardServletAsyncSupported
public final class SocketIoServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final transient Portal portal;

    @Activate
    public SocketIoServlet(
            @Reference Sessions sessions,
            @Reference Protocols protocols,
            @Reference Neighbours neighbours,
            @Reference PortalSettings settings,
            @Reference PortalThreads threads) {
        this.portal = new Portal(sessions, protocols, neighbours, settings, threads);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        portal.endpoint().handle(request, response, getServletContext());
    }

    @Deactivate
    void close() {
        portal.close(FAREWELL);
    }
}
