package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of socket.io's authors against the portal; skipped where there is no Node. */
class StockClientsTest {
    private static EmbeddedPortal portal;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Puppet.isPossible(), "needs Node and itests/clients/node_modules (npm ci)");
        portal = new EmbeddedPortal(Map.of("pingIntervalMillis", 1_000L));
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
    }

    private static Map<String, Object> login(String token) {
        return Map.of(
                "token",
                token,
                "protocol",
                "1.2",
                "userAgent",
                Map.of("sdk", Map.of("type", "JavaScript", "version", "5.0")));
    }

    private static Puppet connected(String library, String transport) throws Exception {
        Puppet puppet = new Puppet(library, transport);
        puppet.tell(Map.of("do", "connect", "url", portal.url().toString()));
        puppet.await("connect");
        return puppet;
    }

    private static String token(String room, String user) {
        return portal.world().tokens().issue(room, user, "presenter");
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io-client-2,websocket",
        "socket.io-client-2,polling",
        "socket.io-client-2,upgrade",
        "socket.io-client-3,websocket",
        "socket.io-client-3,polling",
        "socket.io-client-3,upgrade",
        "socket.io-client-4,websocket",
        "socket.io-client-4,polling",
        "socket.io-client-4,upgrade"
    })
    void joinTalkAreCutComeBackAndLeave(String library, String transport) throws Exception {
        String room = library + transport;
        try (Puppet ann = connected(library, transport);
                Puppet bob = connected(library, transport)) {
            List<?> answer = ann.ask("login", Optional.of(login(token(room, "ann"))));
            assertThat(answer.get(0)).isEqualTo("ok");
            Map<?, ?> result = (Map<?, ?>) answer.get(1);
            String annId = (String) result.get("id");
            assertThat(bob.ask("login", Optional.of(login(token(room, "bob")))).get(0))
                    .isEqualTo("ok");
            assertThat(ann.event("participant")).asString().contains("action=join", "user=bob");

            assertThat(bob.ask("text", Optional.of(Map.of("to", "all", "message", "Grüße 世界 \uD83D\uDE00"))))
                    .isEqualTo(List.of("ok"));
            assertThat(ann.event("text")).asString().contains("to=all", "message=Grüße 世界 \uD83D\uDE00");
            bob.ask("text", Optional.of(Map.of("to", annId, "message", "x".repeat(200_000))));
            assertThat(ann.event("text")).asString().contains("to=me", "x".repeat(200_000));
            assertThat(bob.ask("text", Optional.of(Map.of("to", "nobody", "message", 1))))
                    .isEqualTo(List.of("error", "Target participant does NOT exist: nobody"));

            String first = (String) result.get("reconnectionTicket");
            List<?> refreshed = ann.ask("refreshReconnectionTicket", Optional.empty());
            assertThat(refreshed.get(0)).isEqualTo("ok");
            assertThat(refreshed.get(1)).isInstanceOf(String.class).isNotEqualTo(first);
            ann.tell(Map.of("do", "cut"));
            ann.await("disconnect");
            bob.ask("text", Optional.of(Map.of("to", "all", "message", "missed")));
            ann.await("connect");
            List<?> resumed = ann.ask("relogin", Optional.of(refreshed.get(1)));
            assertThat(resumed.get(0)).isEqualTo("ok");
            assertThat(ann.event("text")).asString().contains("message=missed");

            assertThat(ann.ask("logout", Optional.empty())).isEqualTo(List.of("ok"));
            assertThat(bob.event("participant")).asString().contains("action=leave", annId);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io-client-2,websocket",
        "socket.io-client-2,polling",
        "socket.io-client-4,polling",
        "socket.io-client-3,upgrade"
    })
    void hearWhyTheyAreRefusedBeforeTheyAreDisconnected(String library, String transport) throws Exception {
        String token = token("used", "ann");
        try (Puppet ann = connected(library, transport);
                Puppet eve = connected(library, transport)) {
            ann.ask("login", Optional.of(login(token)));

            assertThat(eve.ask("login", Optional.of(login(token)))).isEqualTo(List.of("error", "Invalid token"));
            assertThat(eve.await("disconnect").get("reason")).isEqualTo("io server disconnect");
        }
    }
}
