package io.patchbay.http.internal;

import java.util.function.Consumer;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Makes the TLS port beside the one that the HTTP server has anyway. Immutable. */
final class TlsConnectorFactory implements ConnectorFactory {
    private final String host;
    private final int port;
    private final long idleMillis;
    private final SslContextFactory.Server context;
    private final Consumer<Connector> onMade;

    /** @param onMade is told of the port before it listens */
    TlsConnectorFactory(
            String host, int port, long idleMillis, SslContextFactory.Server context, Consumer<Connector> onMade) {
        this.host = host;
        this.port = port;
        this.idleMillis = idleMillis;
        this.context = context;
        this.onMade = onMade;
    }

    @Override
    public Connector createConnector(Server server) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.addCustomizer(new SecureRequestCustomizer(false)); // it is for clients to compare names
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleMillis);
        onMade.accept(connector);
        return connector;
    }
}
