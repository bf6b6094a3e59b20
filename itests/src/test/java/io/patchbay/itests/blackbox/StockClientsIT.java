package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clients of socket.io's authors against the running distribution: each generation, over each transport. */
@ExtendWith(SharedNode.class)
class StockClientsIT {
    private static void expect(String status, JsonNode answer) {
        assertThat(answer.path(0).asText()).as(answer::toString).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "socket.io-client-2, websocket, legacy",
        "socket.io-client-2, polling, 1.0",
        "socket.io-client-2, upgrade, legacy",
        "socket.io-client-3, websocket, 1.1",
        "socket.io-client-3, polling, 1.2",
        "socket.io-client-3, upgrade, 1.0",
        "socket.io-client-4, websocket, 1.2",
        "socket.io-client-4, polling, 1.1",
        "socket.io-client-4, upgrade, 1.2"
    })
    void joinTalkAreCutComeBackAndLeave(String library, String transport, String version, NodeProcess node)
            throws Exception {
        Words words = new Words(version);
        String room = node.rest().room(Map.of());
        String token = node.rest().token(room, "ann", "presenter");
        try (Puppet ann = Puppet.start(library, transport).connectTo(token);
                Puppet bob = Puppet.start(library, transport).connectTo(token)) {
            JsonNode annIsIn = ann.emit("login", words.login(token));
            expect(words.done(), annIsIn);
            JsonNode bobIsIn = bob.emit("login", words.login(node.rest().token(room, "bob", "viewer")));
            expect(words.done(), bobIsIn);
            assertThat(words.awaitJoin(ann)).isEqualTo(words.id(bobIsIn));

            expect(words.done(), words.send(bob, "all", "Grüße 世界 \uD83D\uDE00"));
            assertThat(words.awaitText(ann)).isEqualTo("Grüße 世界 \uD83D\uDE00");
            expect(words.done(), words.send(bob, words.id(annIsIn), "x".repeat(200_000)));
            assertThat(words.awaitText(ann)).isEqualTo("x".repeat(200_000));
            assertThat(words.send(bob, "nobody", "hello").toString())
                    .isEqualTo("[\"error\",\"Target participant does NOT exist: nobody\"]");

            JsonNode refreshed = ann.emit("refreshReconnectionTicket");
            expect(words.done(), refreshed);
            refreshed = ann.emit("refreshReconnectionTicket"); // by now the server knows that the texts have arrived
            ann.close("cut");
            ann.await("disconnect", line -> true);
            expect(words.done(), words.send(bob, "all", "missed"));
            ann.await("connect", line -> true);
            expect(words.done(), ann.emit("relogin", refreshed.path(1).asText()));
            assertThat(words.awaitText(ann)).isEqualTo("missed");

            expect(words.done(), ann.emit("logout"));
            assertThat(words.awaitLeave(bob)).isEqualTo(words.id(annIsIn));
        }
    }
}
