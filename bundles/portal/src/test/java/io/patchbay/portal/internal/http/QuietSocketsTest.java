package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** WebSockets over which nothing goes for longer than a closing handshake may take. */
class QuietSocketsTest {
    @Test
    void hearTheStatusThatTheyAreClosedWith() throws Exception {
        try (EmbeddedPortal portal =
                        new EmbeddedPortal(Map.of("pingIntervalMillis", 60_000L, "loginTimeoutMillis", 5_500L));
                RawWebSocket socket = RawWebSocket.open(portal.url())) {
            socket.next();

            assertThat(socket.closeCodeWhileAnsweringPings()).isEqualTo(1000);
        }
    }
}
