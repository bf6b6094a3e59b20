package io.patchbay.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slow requests on a real Jetty; time passes when the test says so. */
class HeaderDeadlineTest {
    private static final String WHOLE = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HeaderDeadline deadline = new HeaderDeadline(10_000);

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        connector.addEventListener(deadline);
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private Socket connect(String said) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(10_000);
        say(socket, said);
        await().until(() -> deadline.size() > 0);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String status(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        socket.getInputStream().readNBytes(length);
        return head.substring(0, 12);
    }

    /** Lets time pass in looks of a second each, giving the server a moment to read what was said. */
    private void pass(int from, int seconds) {
        for (int second = from; second < from + seconds; second++) {
            deadline.look(second * 1_000L);
        }
    }

    @Test
    void cutsAConnectionWhoseHeadersDoNotArrive() throws Exception {
        try (Socket socket = connect("GET / HTTP/1.1\r\nHos")) {
            await().until(() -> {
                pass(0, 30);
                return deadline.size() == 0;
            });

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void cutsAConnectionWhoseSecondRequestDoesNotArrive() throws Exception {
        try (Socket socket = connect(WHOLE)) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 404");
            say(socket, "GET / HTTP/1.1\r\n");
            await().until(() -> {
                pass(0, 30);
                return deadline.size() == 0;
            });

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void leavesAConnectionThatIsKeptForLater() throws Exception {
        try (Socket socket = connect(WHOLE)) {
            assertThat(status(socket)).isEqualTo("HTTP/1.1 404");
            pass(0, 30);
            say(socket, WHOLE);

            assertThat(status(socket)).isEqualTo("HTTP/1.1 404");
        }
    }

    @Test
    void forgetsAConnectionThatIsClosed() throws Exception {
        connect(WHOLE).close();

        await().until(() -> deadline.size() == 0);
    }
}
