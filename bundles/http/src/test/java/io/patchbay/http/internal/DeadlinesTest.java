package io.patchbay.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    @Test
    void hasConnectionsRememberNoHeadersBecauseEachOfThemWouldTakeAHundredKilobytesForThat() {
        ServerConnector connector = new ServerConnector(new Server());

        Deadlines.rememberNoHeaders(connector);

        assertThat(connector
                        .getConnectionFactory(HttpConnectionFactory.class)
                        .getHttpConfiguration()
                        .getHeaderCacheSize())
                .isZero();
    }
}
