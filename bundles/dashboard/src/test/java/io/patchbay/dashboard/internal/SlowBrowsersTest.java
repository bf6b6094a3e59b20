package io.patchbay.dashboard.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends or takes slowly, or sends what makes no sense, costs the node no thread. */
@Timeout(60)
class SlowBrowsersTest {
    private static final int MORE_THAN_THREADS = 20;

    private final Site site = new Site();
    private final List<Socket> slow = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        site.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : slow) {
            socket.close();
        }
        site.stop();
    }

    @Test
    void answersWhileManyHaveSentHalfALogin() throws Exception {
        for (int i = 0; i < MORE_THAN_THREADS; i++) {
            send("POST /console HTTP/1.1\r\nHost: node\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 500\r\n\r\nuser=a");
        }

        assertThat(site.get("/console").statusCode()).isEqualTo(200);
    }

    @Test
    void answersWhileManyTakeNothingOfWhatTheyWanted() throws Exception {
        site.logIn(Site.PASSWORD);
        Matcher library = Pattern.compile("/console/assets/[0-9a-f]+/")
                .matcher(site.get("/console").body());
        assertThat(library.find()).isTrue();
        String wish = "GET " + library.group() + "lib/dagre/dagre.min.js HTTP/1.1\r\nHost: node\r\n\r\n";

        for (int i = 0; i < MORE_THAN_THREADS; i++) {
            send(wish.repeat(30));
        }

        assertThat(site.get("/console").statusCode()).isEqualTo(200);
    }

    @Test
    void givesALoginUpThatDoesNotCome() throws Exception {
        Socket socket = send("POST /console HTTP/1.1\r\nHost: node\r\nContent-Length: 500\r\n\r\nuser=a");

        assertThat(firstLine(socket)).contains(" 408 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=admin&password=%zz", "user=admin&password=%", "%u0041=1"})
    void refusesAFormThatIsMalformed(String form) throws Exception {
        assertThat(site.post("/console", form).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAFormThatIsTooLong() throws Exception {
        assertThat(site.post("/console", "user=" + "x".repeat(100_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesALogoutWhoseProofIsInTheAddress() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.post("/console/logout?proof=" + site.proof(), "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesToListenToWhatIsMalformed() throws Exception {
        site.logIn(Site.PASSWORD);

        assertThat(site.get("/console/stream?watch=%FF").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesAChunkThatIsNone() throws Exception {
        Socket socket = send("POST /console HTTP/1.1\r\nHost: node\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n");

        assertThat(firstLine(socket)).contains(" 400 ");
    }

    private Socket send(String bytes) throws IOException {
        Socket socket = site.connect();
        slow.add(socket);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = socket.getInputStream().read();
                read >= 0 && read != '\n';
                read = socket.getInputStream().read()) {
            line.append((char) read);
        }
        return line.toString();
    }
}
