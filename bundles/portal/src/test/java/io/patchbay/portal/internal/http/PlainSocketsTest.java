package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.portal.internal.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Clients that have a WebSocket and nothing else. */
class PlainSocketsTest {
    private static EmbeddedPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = new EmbeddedPortal(Map.of(
                "pingIntervalMillis",
                300L,
                "pingTimeoutMillis",
                200L,
                "loginTimeoutMillis",
                1_500L,
                "maxPayloadBytes",
                10_000,
                "maxReplayBytes",
                2_000,
                "allowedOrigins",
                new String[] {"https://app.example.org"}));
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    private static RawWebSocket open() {
        return RawWebSocket.plain(portal.url());
    }

    private static Map<?, ?> next(RawWebSocket socket) throws InterruptedException {
        return (Map<?, ?>) Json.read(socket.next()).flatMap(value -> value).orElseThrow();
    }

    private static Map<?, ?> logIn(RawWebSocket socket, String room, String user) throws InterruptedException {
        String token = portal.world().tokens().issue(room, user, "presenter");
        socket.send("{\"id\":1,\"op\":\"login\",\"data\":{\"token\":\"" + token
                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}}}}");
        Map<?, ?> answer = next(socket);
        assertThat(answer.get("id")).isEqualTo(1);
        return (Map<?, ?>) answer.get("ok");
    }

    @Test
    void logInTalkAndLeave() throws Exception {
        try (RawWebSocket ann = open();
                RawWebSocket bob = open()) {
            assertThat(logIn(ann, "p1", "ann").get("user")).isEqualTo("ann");
            logIn(bob, "p1", "bob");
            assertThat(next(ann)).asString().startsWith("{event=participant, data={action=join");
            bob.send("{\"id\":2,\"op\":\"text\",\"data\":{\"to\":\"all\",\"message\":\"Grüße\"}}");

            assertThat(next(ann)).asString().startsWith("{event=text, data={").contains("message=Grüße");
            assertThat(List.of(
                            next(bob).toString(), next(bob).toString())) // answers and events may overtake one another
                    .contains("{id=2, ok=null}")
                    .anyMatch(told -> told.startsWith("{event=text"));
            ann.send("{\"id\":3,\"op\":\"logout\"}");
            assertThat(next(ann)).asString().isEqualTo("{id=3, ok=null}");
        }
    }

    @Test
    void comeBackWithATicketAndGetWhatTheyHaveMissed() throws Exception {
        RawWebSocket ann = open();
        Object ticket = logIn(ann, "p2", "ann").get("reconnectionTicket");
        try (RawWebSocket bob = open();
                RawWebSocket again = open()) {
            logIn(bob, "p2", "bob");
            assertThat(next(ann)).asString().contains("participant");
            ann.cut();
            bob.send("{\"op\":\"text\",\"data\":{\"to\":\"all\",\"message\":\"missed\"}}");
            bob.send("{\"op\":\"text\",\"data\":{\"to\":\"all\",\"message\":\"and more\"}}");
            while (!next(bob).toString().contains("message=and more")) {
                // everyone is told in the same order, so ann has missed what came before
            }
            again.send("{\"id\":1,\"op\":\"relogin\",\"data\":\"" + ticket + "\"}");

            assertThat(next(again))
                    .asString()
                    .startsWith("{id=1, ok={ticket=")
                    .contains("message=missed")
                    .endsWith("recovered=true}}");
        }
    }

    @RepeatedTest(10)
    void areToldThatMoreWasMissedThanIsKept() throws Exception {
        String room = "p5-" + UUID.randomUUID();
        RawWebSocket ann = open();
        Object ticket = logIn(ann, room, "ann").get("reconnectionTicket");
        try (RawWebSocket bob = open();
                RawWebSocket again = open()) {
            logIn(bob, room, "bob");
            ann.cut();
            for (int number = 1; number <= 8; number++) {
                String message = number + "x".repeat(900);
                bob.send("{\"op\":\"text\",\"data\":{\"to\":\"all\",\"message\":\"" + message + "\"}}");
            }
            while (!next(bob).toString().contains("message=8x")) {
                // ann came first, so she has missed whatever bob hears
            }
            again.send("{\"id\":1,\"op\":\"relogin\",\"data\":\"" + ticket + "\"}");

            assertThat(next(again)).asString().doesNotContain("event=text").endsWith("recovered=false}}");
            assertThat(next(again)).asString().startsWith("{event=room, data={id=" + room);
        }
    }

    @Test
    void areToldWhyARequestFails() throws Exception {
        try (RawWebSocket ann = open()) {
            logIn(ann, "p3", "ann");
            ann.send("{\"id\":2,\"op\":\"text\",\"data\":{\"to\":\"zz\"}}");

            assertThat(ann.next()).isEqualTo("{\"id\":2,\"error\":\"Target participant does NOT exist: zz\"}");
        }
    }

    @Test
    void areToldWhyALoginFailsBeforeTheyAreClosed() throws Exception {
        try (RawWebSocket eve = open()) {
            eve.send("{\"id\":1,\"op\":\"login\",\"data\":{\"token\":\"rubbish\",\"userAgent\":"
                    + "{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}}}}");

            assertThat(eve.next()).isEqualTo("{\"id\":1,\"error\":\"Malformed token\"}");
            assertThat(eve.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void areToldWhatTheyMayDoAboutARefusal() throws Exception {
        try (RawWebSocket eve = open()) {
            eve.send("{\"id\":1,\"op\":\"login\",\"data\":{\"token\":\"rubbish\",\"protocol\":\"9\",\"userAgent\":"
                    + "{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}}}}");

            assertThat(next(eve))
                    .asString()
                    .startsWith("{id=1, error=Unknown client protocol, advice={supported=[")
                    .contains("1.2");
        }
    }

    @Test
    void mayAskWhetherTheServerIsThere() throws Exception {
        try (RawWebSocket ann = open()) {
            ann.send("{\"id\":5,\"op\":\"ping\"}");

            assertThat(ann.next()).isEqualTo("{\"id\":5,\"ok\":null}");
        }
    }

    @Test
    void stayWhileTheirWebSocketAnswersPings() throws Exception {
        try (RawWebSocket ann = open()) {
            logIn(ann, "p4", "ann");
            for (int i = 0; i < 8; i++) {
                assertThat(ann.isSilent()).isTrue(); // 100 ms each: longer than interval and timeout together
            }
            ann.send("{\"id\":5,\"op\":\"ping\"}");

            assertThat(ann.next()).isEqualTo("{\"id\":5,\"ok\":null}");
        }
    }

    @Test
    void areClosedWhenTheyDoNotLogIn() {
        try (RawWebSocket idler = open()) {
            assertThat(idler.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void areClosedUponAFrameThatIsNone() {
        try (RawWebSocket eve = open()) {
            eve.send("[1]");

            assertThat(eve.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void areClosedUponABinaryMessage() {
        try (RawWebSocket eve = open()) {
            eve.sendBinary((byte) 1);

            assertThat(eve.closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void areClosedUponAMessageThatIsTooLarge() {
        try (RawWebSocket eve = open()) {
            eve.send("{\"op\":\"" + "x".repeat(10_000) + "\"}");

            assertThat(eve.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void areRefusedFromAForeignPage() {
        assertThatThrownBy(() -> RawWebSocket.plain(portal.url(), "Origin", "https://evil.example.org"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
        RawWebSocket.plain(portal.url(), "Origin", "https://app.example.org").close();
    }

    @Test
    void areToldThatThePathIsForWebSockets() throws Exception {
        HttpResponse<String> response = RawPolling.HTTP.send(
                HttpRequest.newBuilder(portal.url().resolve("/ws")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(426);
    }
}
