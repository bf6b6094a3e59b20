package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The portal on real sockets: what only Jetty and a real network can get wrong. */
class SocketsTest {
    private static EmbeddedPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = new EmbeddedPortal(Map.of(
                "pingIntervalMillis", 300L,
                "pingTimeoutMillis", 1_000L,
                "loginTimeoutMillis", 1_500L,
                "maxPayloadBytes", 1_000_000,
                "allowedOrigins", new String[] {"https://app.example.org"}));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static URI url() {
        return portal.url();
    }

    private static String loginFrame(int ackId, String room, String user) {
        String token = portal.world().tokens().issue(room, user, "presenter");
        return loginFrame(ackId, token);
    }

    private static String loginFrame(int ackId, String token) {
        return "42" + ackId + "[\"login\",{\"token\":\"" + token
                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}},\"protocol\":\"1.2\"}]";
    }

    private static RawWebSocket loggedIn(String room, String user) throws InterruptedException {
        RawWebSocket socket = RawWebSocket.open(url());
        socket.next();
        socket.send("40");
        socket.next();
        socket.send(loginFrame(0, room, user));
        assertThat(socket.next()).startsWith("430[\"ok\",{");
        return socket;
    }

    @Test
    void logsInOverAWebSocket() throws Exception {
        try (RawWebSocket socket = loggedIn("r1", "ann")) {
            socket.send("421[\"text\",{\"to\":\"zz\",\"message\":\"m\"}]");
            assertThat(socket.next()).isEqualTo("431[\"error\",\"Target participant does NOT exist: zz\"]");
            socket.send("422[\"logout\"]");
            assertThat(socket.next()).isEqualTo("432[\"ok\"]");
        }
    }

    @Test
    void logsInOverPolling() throws Exception {
        RawPolling client = RawPolling.open(url());
        assertThat(client.post("40").body()).isEqualTo("ok");
        assertThat(client.poll().body()).startsWith("40{\"sid\":");
        client.post(loginFrame(0, "r2", "ann"));

        assertThat(client.poll().body()).startsWith("430[\"ok\",{\"user\":\"ann\"");
    }

    @Test
    void tellsAPollingClientWhyItIsRefusedBeforeItCloses() throws Exception {
        RawPolling client = RawPolling.open(url());
        client.post("40");
        client.poll();
        client.post(loginFrame(0, "rubbish"));

        assertThat(client.poll().body()).isEqualTo("430[\"error\",\"Malformed token\"]\u001e41");
        assertThat(client.poll().body()).isEqualTo("1");
        assertThat(client.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void tellsAWebSocketClientWhyItIsRefusedBeforeItCloses() throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(url())) {
            socket.next();
            socket.send("40");
            socket.next();
            socket.send(loginFrame(0, "rubbish"));

            assertThat(socket.next()).isEqualTo("430[\"error\",\"Malformed token\"]");
            assertThat(socket.next()).isEqualTo("41");
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void closesAConnectionThatDoesNotLogIn() throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(url())) {
            socket.next();
            socket.send("40");
            socket.next();

            assertThat(socket.closeCodeWhileAnsweringPings()).isEqualTo(1000);
        }
    }

    @Test
    void changesOverFromPollingToAWebSocket() throws Exception {
        RawPolling client = RawPolling.open(url());
        client.post("40");
        client.poll();
        try (RawWebSocket socket = RawWebSocket.upgrade(url(), client.sid())) {
            socket.send("2probe");
            assertThat(socket.next()).isEqualTo("3probe");
            assertThat(client.poll().body()).isEqualTo("6");
            socket.send("5");
            socket.send(loginFrame(0, "r3", "ann"));

            assertThat(socket.next()).startsWith("430[\"ok\"");
            assertThat(client.poll().statusCode()).isEqualTo(400);
        }
    }

    @Test
    void closesASecondWebSocketOfASession() throws Exception {
        RawPolling client = RawPolling.open(url());
        try (RawWebSocket socket = RawWebSocket.upgrade(url(), client.sid());
                RawWebSocket rival = RawWebSocket.upgrade(url(), client.sid())) {
            assertThat(rival.closeCode()).isEqualTo(1002);
            socket.send("2probe");
            assertThat(socket.next()).isEqualTo("3probe");
        }
    }

    @Test
    void answersAPollThatWaits() throws Exception {
        RawPolling client = RawPolling.open(url());
        CompletableFuture<HttpResponse<String>> poll = client.pollLater();
        client.post("40");

        assertThat(poll.join().body()).startsWith("40{\"sid\":");
    }

    @Test
    void pingsAPollingClient() throws Exception {
        RawPolling client = RawPolling.open(url());

        assertThat(client.poll().body()).isEqualTo("2");
        assertThat(client.post("3").statusCode()).isEqualTo(200);
        assertThat(client.poll().body()).isEqualTo("2");
    }

    @Test
    void refusesWhatIsNoHandshake() throws Exception {
        assertThat(RawPolling.get(url(), "transport=polling").body())
                .isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
        assertThat(RawPolling.get(url(), "EIO=4").body()).isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
        assertThat(RawPolling.get(url(), "EIO=4&transport=polling&sid=zz").body())
                .isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
        assertThat(RawPolling.get(url(), "EIO=4&transport=websocket").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAWebSocketThatIsNoHandshake() {
        assertThatThrownBy(() -> RawWebSocket.with(url(), "EIO=abc&transport=websocket"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    @Test
    void readsABodyThatComesInChunks() throws Exception {
        RawPolling client = RawPolling.open(url());
        client.post(HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("40".getBytes(StandardCharsets.UTF_8))));

        assertThat(client.poll().body()).contains("40{\"sid\":");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        RawPolling client = RawPolling.open(url());

        assertThat(client.post("4" + "x".repeat(1_000_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAChunkedBodyThatBecomesTooLarge() throws Exception {
        RawPolling client = RawPolling.open(url());
        byte[] large = ("4" + "x".repeat(1_500_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(client.post(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void closesAWebSocketWhoseMessageBecomesTooLarge() throws Exception {
        try (RawWebSocket socket = loggedIn("r8", "ann")) {
            socket.sendPart("4" + "x".repeat(600_000), false);
            socket.trySendPart("x".repeat(400_000));

            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void carriesALargeTextAndEveryScript() throws Exception {
        String large = "Grüße, 世界, \uD83D\uDE00 " + "x".repeat(200_000);
        try (RawWebSocket ann = loggedIn("r4", "ann");
                RawWebSocket bob = loggedIn("r4", "bob")) {
            ann.next();
            bob.send("421[\"text\",{\"to\":\"all\",\"message\":\"" + large + "\"}]");
            assertThat(ann.next()).contains("\"message\":\"" + large + "\"");
        }
    }

    @Test
    void keepsTheOrderOfTexts() throws Exception {
        try (RawWebSocket ann = loggedIn("r5", "ann");
                RawWebSocket bob = loggedIn("r5", "bob")) {
            ann.next();
            for (int i = 0; i < 200; i++) {
                bob.send("42[\"text\",{\"to\":\"all\",\"message\":" + i + "}]");
            }
            for (int i = 0; i < 200; i++) {
                assertThat(ann.next()).endsWith("\"message\":" + i + "}]");
            }
        }
    }

    @Test
    void tellsTheOthersWhenAClientLogsOut() throws Exception {
        try (RawWebSocket ann = loggedIn("r6", "ann");
                RawWebSocket bob = loggedIn("r6", "bob")) {
            assertThat(ann.next()).startsWith("42[\"participant\",{\"action\":\"join\",\"data\":{\"id\":");
            bob.send("421[\"logout\"]");
            assertThat(ann.next()).startsWith("42[\"participant\",{\"action\":\"leave\",\"data\":\"");
        }
    }

    @Test
    void admitsPagesOfAllowedOriginsOnly() throws Exception {
        HttpResponse<String> allowed =
                RawPolling.get(url(), "EIO=4&transport=polling", "Origin", "https://app.example.org");
        HttpResponse<String> other = RawPolling.get(url(), "EIO=4&transport=polling", "Origin", "https://evil.example");
        HttpResponse<String> own = RawPolling.get(url(), "EIO=4&transport=polling", "Origin", url().toString());

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().allValues("Access-Control-Allow-Origin"))
                .isEqualTo(List.of("https://app.example.org"));
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().allValues("Access-Control-Allow-Origin")).isEmpty();
        assertThat(own.statusCode()).isEqualTo(200);
    }

    @Test
    void admitsWebSocketsOfAllowedOriginsOnly() throws Exception {
        try (RawWebSocket allowed = RawWebSocket.open(url(), "Origin", "https://app.example.org")) {
            assertThat(allowed.next()).startsWith("0{");
        }
        assertThatThrownBy(() -> RawWebSocket.open(url(), "Origin", "https://evil.example"))
                .hasCauseInstanceOf(WebSocketHandshakeException.class);
    }

    private static HttpResponse<String> preflight(String... headers) throws Exception {
        return RawPolling.HTTP.send(
                RawPolling.request(url(), "EIO=4&transport=polling", headers)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answersAPreflight() throws Exception {
        HttpResponse<String> answer = preflight(
                "Origin", "https://app.example.org", "Access-Control-Request-Headers", "content-type,x-tenant");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET, POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).contains("content-type,x-tenant");
    }

    @Test
    void allowsNoHeadersThatAreNone() throws Exception {
        for (String asked : List.of("x y", "a,".repeat(600) + "a", "<b>")) {
            assertThat(preflight("Origin", "https://app.example.org", "Access-Control-Request-Headers", asked)
                            .headers()
                            .firstValue("Access-Control-Allow-Headers"))
                    .contains("Content-Type");
        }
        assertThat(preflight("Origin", "https://evil.example", "Access-Control-Request-Headers", "x-tenant")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-headers");
    }

    @Test
    void outlivesFramesThatAreNone() throws Exception {
        List<String> frames = List.of(
                "42[\"login\"]",
                "42[\"login\",null]",
                "420[\"login\",null]",
                "42[\"text\",null]",
                "421[\"soac\",null]",
                "42[]",
                "42",
                "42{}",
                "4",
                "",
                "4999",
                "42[null]",
                "42[\"\"]",
                "45",
                "451-[\"x\"]",
                "42[\"connect\"]",
                "40/nowhere,",
                "43",
                "44",
                "42[\"login\",[[[[[[[[[[",
                "42/nowhere,[\"x\"]",
                "41",
                "42\"");
        for (String frame : frames) {
            try (RawWebSocket socket = RawWebSocket.open(url())) {
                socket.next();
                socket.send("40");
                socket.next();
                socket.send(frame);
            }
        }

        try (RawWebSocket socket = loggedIn("r7", "ann")) {
            assertThat(socket.isSilent()).isTrue();
        }
    }

    @Test
    void compressesNothingAndReadsNothingCompressed() throws Exception {
        try (Socket socket = new Socket(url().getHost(), url().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\n"
                                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                    + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String head = headOf(socket);
            assertThat(head).startsWith("HTTP/1.1 101").doesNotContain("permessage-deflate");

            socket.getOutputStream().write(new byte[] {(byte) 0xc1, (byte) 0x81, 0, 0, 0, 0, '3'}); // RSV1: compressed
            assertThat(closeCodeFrom(socket)).isEqualTo(1002);
        }
    }

    private static String headOf(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        return head.toString();
    }

    /** The status of the close frame, passing over messages. */
    private static int closeCodeFrom(Socket socket) throws IOException {
        while (true) {
            int type = socket.getInputStream().read() & 0x0f;
            int length = socket.getInputStream().read();
            if (length == 126) {
                length = socket.getInputStream().read() * 256
                        + socket.getInputStream().read();
            }
            byte[] content = socket.getInputStream().readNBytes(length);
            if (type == 8) {
                return (content[0] & 0xff) * 256 + (content[1] & 0xff);
            }
        }
    }
}
