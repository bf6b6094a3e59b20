package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.portal.internal.session.Drainage;
import io.patchbay.portal.internal.session.Portal;
import io.patchbay.portal.internal.session.World;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The portal on a real Jetty, on a free port, as the distribution has it. */
public final class EmbeddedPortal implements AutoCloseable {
    private final PortalThreads threads = new PortalThreads(Clock.systemUTC());
    private final World world;
    private final Portal portal;
    private final Drainage drainage;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** @param config keys of the portal's configuration */
    public EmbeddedPortal(Map<String, Object> config) throws Exception {
        world = new World(config, threads, threads.pool());
        drainage = new Drainage(world.sessions(), threads);
        portal = new Portal(
                world.sessions(),
                world.protocols(),
                world.services(),
                world.namespaces(),
                drainage,
                world.settings(),
                threads);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JettyWebSocketServletContainerInitializer.configure(context, null);
        ServletHolder holder = new ServletHolder(new PortalServlet(portal));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/socket.io/*");
        context.addServlet(holder, "/engine.io/*");
        context.addServlet(holder, "/ws");
        server.setHandler(context);
        server.start();
    }

    /** What the portal lives in. */
    public World world() {
        return world;
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        portal.close(Duration.ofSeconds(1));
        world.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("Jetty did not stop", failed);
        }
    }

    private static final class PortalServlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Portal portal;

        PortalServlet(Portal portal) {
            this.portal = portal;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getServletPath().equals("/ws")) {
                portal.plainEndpoint().handle(request, response);
                return;
            }
            boolean bare = request.getServletPath().equals("/engine.io");
            EngineEndpoint endpoint = bare ? portal.bareEndpoint().orElseThrow() : portal.endpoint();
            endpoint.handle(request, response);
        }
    }
}
