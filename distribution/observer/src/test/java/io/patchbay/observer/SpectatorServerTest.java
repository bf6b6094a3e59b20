package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.netty.channel.nio.NioEventLoopGroup;
import io.patchbay.support.observer.SpectatorTickets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many connections there may be at once. */
class SpectatorServerTest {
    private static final int MOST = 2;
    private static final String UPGRADE = "GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    private static final String TAKEN = "HTTP/1.1 101";

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<Socket> sockets = new ArrayList<>();
    private SpectatorServer server;

    @BeforeEach
    void listen() throws Exception {
        server = SpectatorServer.start(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                MOST,
                new Audience(1, taken -> {}),
                new SpectatorTickets("key"),
                Clock.systemUTC());
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Becomes a WebSocket; @return the beginning of the answer, empty if there is none */
    private String connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        try {
            return new String(socket.getInputStream().readNBytes(TAKEN.length()), StandardCharsets.US_ASCII);
        } catch (IOException reset) {
            return "";
        }
    }

    @Test
    void closesWhatIsOneTooMany() throws Exception {
        for (int number = 0; number < MOST; number++) {
            assertThat(connect()).isEqualTo(TAKEN);
        }

        assertThat(connect()).isEmpty();
    }

    @Test
    void aConnectionThatIsGoneMakesRoomForAnother() throws Exception {
        for (int number = 0; number < MOST; number++) {
            connect();
        }

        sockets.get(0).close();

        await().atMost(20, TimeUnit.SECONDS).until(() -> connect().equals(TAKEN));
    }
}
