package io.patchbay.portal.internal.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients may do with frames, and libraries hardly ever do. */
class FramesTest {
    private static final int LAST = 0x80;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final byte[] REQUEST = "{\"id\":7,\"op\":\"größer\"}".getBytes(UTF_8);

    private static EmbeddedPortal portal;
    private Socket socket;
    private DataInputStream input;

    /** What the server has sent. */
    private record Received(int code, ByteBuffer payload) {
        String text() {
            return UTF_8.decode(payload).toString();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        portal = new EmbeddedPortal(Map.of());
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @BeforeEach
    void open() throws IOException {
        socket = new Socket(portal.url().getHost(), portal.url().getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(US_ASCII));
        input = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) input.readByte());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    private void send(int head, byte... payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(head);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]); // a mask that changes nothing
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    private Received next() throws IOException {
        int head = input.readUnsignedByte();
        int length = input.readUnsignedByte();
        return new Received(
                head & 0x0f, ByteBuffer.wrap(input.readNBytes(length == 126 ? input.readUnsignedShort() : length)));
    }

    @Test
    void takeATextThatIsCutWithinALetter() throws IOException {
        int withinALetter = "{\"id\":7,\"op\":\"gr".length() + 1;
        send(TEXT, Arrays.copyOf(REQUEST, withinALetter));
        send(LAST | CONTINUATION, Arrays.copyOfRange(REQUEST, withinALetter, REQUEST.length));

        assertThat(next().text()).contains("\"id\":7");
    }

    @Test
    void answerAPingBetweenThePartsOfAMessage() throws IOException {
        send(TEXT, Arrays.copyOf(REQUEST, 3));
        send(LAST | PING, (byte) 42);
        Received pong = next();
        send(LAST | CONTINUATION, Arrays.copyOfRange(REQUEST, 3, REQUEST.length));

        assertThat(pong.code()).isEqualTo(PONG);
        assertThat(pong.payload().get()).isEqualTo((byte) 42);
        assertThat(next().text()).contains("\"id\":7");
    }

    @Test
    void answerAPingThatCarriesNothing() throws IOException {
        send(LAST | PING);

        assertThat(next().payload().remaining()).isZero();
    }

    @Test
    void takeALetterThatStandsForUnreadableOnes() throws IOException {
        send(LAST | TEXT, "{\"id\":7,\"op\":\"\uFFFD\"}".getBytes(UTF_8));

        assertThat(next().text()).contains("\"id\":7");
    }

    @Test
    void endAWebSocketWithATextThatIsNone() throws IOException {
        send(LAST | TEXT, (byte) '{', (byte) 0xff, (byte) '}');
        Received last = next();

        assertThat(last.code()).isEqualTo(CLOSE);
        assertThat(last.payload().getShort()).isEqualTo((short) 1007);
    }

    @Test
    void answerAFarewell() throws IOException {
        send(LAST | CLOSE, (byte) 0x03, (byte) 0xe8);
        Received last = next();

        assertThat(last.code()).isEqualTo(CLOSE);
        assertThat(input.read()).isEqualTo(-1);
    }
}
