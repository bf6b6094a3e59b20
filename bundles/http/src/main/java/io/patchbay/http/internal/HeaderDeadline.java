package io.patchbay.http.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts connections whose requests do not get through their headers: the HTTP server only notices those that say nothing at all,
 * so a byte now and then would hold a connection for days. Thread-safe. What a parser is at is looked at without its lock: a
 * look that is a moment late is made good by the next one.
 */
final class HeaderDeadline implements Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(HeaderDeadline.class);
    private static final Begun NOTHING = new Begun(-1, 0);

    private final long millis;
    private final Map<HttpConnection, Begun> connections = new ConcurrentHashMap<>();

    /** When a request was first seen in its headers. */
    private record Begun(long request, long sinceMillis) {}

    /** @param millis how long headers may take, at least; up to the interval of looks more are granted */
    HeaderDeadline(long millis) {
        this.millis = millis;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.put(http, NOTHING);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof HttpConnection http) {
            connections.remove(http);
        }
    }

    /**
     * Looks at every connection that is not a WebSocket.
     *
     * @param nowMillis monotonic
     */
    void look(long nowMillis) {
        connections.forEach((connection, begun) -> {
            HttpParser parser = connection.getParser();
            long request = connection.getMessagesIn();
            if (parser.isStart() || !parser.inHeaderState()) {
                connections.replace(connection, begun, NOTHING);
            } else if (begun.request() != request) {
                connections.replace(connection, begun, new Begun(request, nowMillis));
            } else if (nowMillis - begun.sinceMillis() >= millis) {
                LOG.debug("A connection is cut: its headers did not arrive in {} ms", millis);
                connection.getEndPoint().close();
            }
        });
    }

    /** How many connections are watched. */
    int size() {
        return connections.size();
    }
}
