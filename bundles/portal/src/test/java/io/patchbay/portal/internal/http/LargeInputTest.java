package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send that is large, or slow, or both. */
class LargeInputTest {
    private static final String LARGE = "4" + "x".repeat(250_000); // there is room for one of these
    private static EmbeddedPortal portal;
    private static EmbeddedPortal hasty;

    @BeforeAll
    static void start() throws Exception {
        portal = new EmbeddedPortal(
                Map.of("maxUnfinishedBytes", 700_000L, "bodyTimeoutMillis", 60_000L, "loginTimeoutMillis", 60_000L));
        hasty = new EmbeddedPortal(Map.of("bodyTimeoutMillis", 200L, "loginTimeoutMillis", 60_000L));
    }

    @AfterAll
    static void stop() {
        portal.close();
        hasty.close();
    }

    private static String login() {
        String token = portal.world().tokens().issue("r", "ann", "presenter");
        return "420[\"login\",{\"token\":\"" + token
                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}},\"protocol\":\"1.2\"}]";
    }

    private static RawPolling pollingLoggedIn() throws Exception {
        RawPolling client = RawPolling.open(portal.url());
        client.post("40");
        client.poll();
        client.post(login());
        assertThat(client.poll().body()).startsWith("430[\"ok\"");
        return client;
    }

    private static RawWebSocket loggedIn() throws InterruptedException {
        RawWebSocket socket = RawWebSocket.open(portal.url());
        socket.next();
        socket.send("40");
        socket.next();
        socket.send(login());
        while (!socket.next().startsWith("430[\"ok\"")) {
            // others come and go
        }
        return socket;
    }

    /** A body that is most of what there is room for, and does not end. */
    private static Socket unfinishedBody(RawPolling client) throws IOException {
        URI url = portal.url();
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(("POST /socket.io/?EIO=4&transport=polling&sid=" + client.sid()
                                + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500000\r\n\r\n" + "4" + "x".repeat(499_000))
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void isRefusedBeforeTheLogin() throws Exception {
        RawPolling client = RawPolling.open(portal.url());

        assertThat(client.post(LARGE).statusCode()).isEqualTo(413);
    }

    @Test
    void isReadAfterTheLogin() throws Exception {
        assertThat(pollingLoggedIn().post(LARGE).statusCode()).isNotEqualTo(413);
    }

    @Test
    void closesAWebSocketBeforeTheLogin() throws Exception {
        try (RawWebSocket socket = RawWebSocket.open(portal.url())) {
            socket.next();
            socket.trySendPart("4" + "x".repeat(70_000));

            assertThat(socket.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void isRefusedAsABodyThatDoesNotArriveInTime() throws Exception {
        RawPolling client = RawPolling.open(hasty.url());
        try (Socket socket = new Socket(hasty.url().getHost(), hasty.url().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("POST /socket.io/?EIO=4&transport=polling&sid=" + client.sid()
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n4")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(12);

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
        }
        assertThat(client.poll().statusCode()).isEqualTo(400);
    }

    @Test
    void isRefusedWhileThereIsNoRoomForIt() throws Exception {
        RawPolling other = pollingLoggedIn();
        try (Socket unfinished = unfinishedBody(pollingLoggedIn())) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                HttpResponse<String> refused = other.post("42[\"" + "x".repeat(300_000) + "\"]");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            });
            assertThat(other.post("3").statusCode()).isEqualTo(200);
            assertThat(unfinished.isConnected()).isTrue();
        }
    }

    @Test
    void closesAWebSocketThatThereIsNoRoomFor() throws Exception {
        try (Socket unfinished = unfinishedBody(pollingLoggedIn())) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                try (RawWebSocket socket = loggedIn()) {
                    socket.trySendPart("42[\"" + "x".repeat(300_000) + "\"]");
                    assertThat(socket.closeCode()).isEqualTo(1013);
                }
            });
            assertThat(unfinished.isConnected()).isTrue();
        }
    }

    @Test
    void leavesRoomForMoreOnceItIsDealtWith() throws Exception {
        RawPolling client = pollingLoggedIn();
        for (int i = 0; i < 5; i++) {
            RawWebSocket cut = loggedIn();
            cut.sendPart(LARGE, false);
            cut.cut();
            unfinishedBody(pollingLoggedIn()).close();
        }
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        client.post("42[\"" + "x".repeat(300_000) + "\"]").statusCode())
                .isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/socket.io/?EIO=3&transport=websocket", "/socket.io/?EIO=4&transport=websocket"})
    void isCutOffWhereItDoesNotArriveInTime(String path) throws Exception {
        try (RawWebSocket socket = RawWebSocket.at(hasty.url(), path)) {
            socket.sendPart("4", false);

            assertThat(socket.closeCode()).isEqualTo(1008);
        }
    }
}
