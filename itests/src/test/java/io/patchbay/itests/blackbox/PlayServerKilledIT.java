package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A play server is killed between the seat that the lobby gave and the player who comes for it. */
@ExtendWith(SharedNode.class)
class PlayServerKilledIT {
    private static final String MODE = "killed";

    @Test
    void whoComesToAServerThatWasKilledPlaysOnAnotherAtOnce(NodeProcess node) throws Exception {
        LobbyApi ann = LobbyApi.player(node, "ann-finds-it-dead");
        LobbyApi bob = LobbyApi.player(node, "bob-comes-after-her");
        try (PlayServerProcess one = PlayServerProcess.start(node, "killed-1", MODE);
                PlayServerProcess other = PlayServerProcess.start(node, "killed-2", MODE)) {
            JsonNode seat = ann.start("first", Map.of("mode", MODE)).json();
            boolean isOne = seat.path("server").asText().equals("killed-1");
            (isOne ? one : other).kill();

            Answer anns = ann.start(
                    "second",
                    Map.of("mode", MODE, "unreachable", seat.path("start").asText()));

            String alive = isOne ? "killed-2" : "killed-1";
            assertThat(anns.status()).as(anns.body()).isEqualTo(200);
            assertThat(anns.json().path("server").asText()).isEqualTo(alive);
            Answer bobs = bob.start("only", Map.of("mode", MODE));
            assertThat(bobs.json().path("server").asText()).isEqualTo(alive);
            try (PlainClient first = come(anns);
                    PlainClient second = come(bobs)) {
                assertThat(first.next().path("players").size()).isEqualTo(2);
                assertThat(second.next().path("players").size()).isEqualTo(2);
            }
        }
    }

    private static PlainClient come(Answer reserved) throws Exception {
        PlainClient client =
                PlainClient.connect(reserved.json().path("endpoint").asText());
        client.send(Map.of("playToken", reserved.json().path("playToken").asText()));
        return client;
    }
}
