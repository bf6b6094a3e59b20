package io.patchbay.http.internal;

import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Puts the {@link HeaderDeadline} on every port of the HTTP server. Being asked for a connector is the one way to get at the
 * server, so it makes one that has no port. Thread-safe.
 */
@Component(
        service = {Deadlines.class, ConnectorFactory.class},
        configurationPid = Deadlines.PID)
@Designate(ocd = Deadlines.Config.class)
public final class Deadlines implements ConnectorFactory {
    static final String PID = "io.patchbay.http";
    private static final int LOOKS = 4; // in the time that is granted

    @ObjectClassDefinition(name = "Patchbay: HTTP server")
    @interface Config {
        @AttributeDefinition(description = "How long the headers of a request may take to arrive")
        long headerTimeoutMillis() default 10_000;
    }

    private final HeaderDeadline deadline;
    private final ScheduledExecutorService timer = Threads.timer("http");
    private final Set<Connector> watched = ConcurrentHashMap.newKeySet();

    @Activate
    public Deadlines(Config config) {
        long millis = config.headerTimeoutMillis();
        if (millis < 100 || millis > 3_600_000) {
            throw new IllegalArgumentException(
                    PID + ": headerTimeoutMillis must be within 100 and 3600000 but was " + millis);
        }
        this.deadline = new HeaderDeadline(millis);
        Future<?> unused = timer.scheduleWithFixedDelay(
                () -> deadline.look(TimeUnit.NANOSECONDS.toMillis(System.nanoTime())),
                millis / LOOKS,
                millis / LOOKS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public Connector createConnector(Server server) {
        for (Connector connector : server.getConnectors()) {
            watch(connector);
        }
        return new LocalConnector(server, null, null, null, 0, new HttpConnectionFactory());
    }

    /** Watches the connections that a port accepts from now on. */
    void watch(Connector connector) {
        if (watched.add(connector)) {
            connector.addEventListener(deadline);
            rememberNoHeaders(connector);
        }
    }

    /** What Jetty remembers of the headers of a connection takes ten times as much as a client that polls does otherwise. */
    static void rememberNoHeaders(Connector connector) {
        HttpConnectionFactory http = connector.getConnectionFactory(HttpConnectionFactory.class);
        if (http != null) {
            http.getHttpConfiguration().setHeaderCacheSize(0);
        }
    }

    @Deactivate
    void close() {
        watched.forEach(connector -> connector.removeEventListener(deadline));
        Threads.close(timer, Duration.ofMillis(500));
    }
}
