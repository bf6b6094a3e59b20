package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A play server is killed between the seat that the lobby gave and the player who comes for it. */
@ExtendWith(SharedNode.class)
class PlayServerKilledIT {
    private static final String MODE = "killed";

    @Test
    void whoComesToAServerThatWasKilledPlaysOnAnotherBeforeItIsGivenUp(NodeProcess node) throws Exception {
        LobbyApi ann = LobbyApi.player(node, "ann-finds-it-dead");
        LobbyApi bob = LobbyApi.player(node, "bob-comes-after-her");
        try (PlayServerProcess one = PlayServerProcess.start(node, "killed-1", MODE);
                PlayServerProcess other = PlayServerProcess.start(node, "killed-2", MODE)) {
            JsonNode seat = ann.start("first", Map.of("mode", MODE)).json();
            boolean isOne = seat.path("server").asText().equals("killed-1");
            (isOne ? one : other).kill();

            String alive = isOne ? "killed-2" : "killed-1";
            AtomicReference<JsonNode> anns = new AtomicReference<>(seat);
            await().pollInterval(Duration.ofMillis(250)).until(() -> {
                String unreachable = anns.get().path("start").asText();
                Map<String, String> wish = Map.of("mode", MODE, "unreachable", unreachable);
                anns.set(ann.start("after-" + unreachable, wish).json());
                return anns.get().path("server").asText().equals(alive);
            });
            JsonNode bobs = bob.start("only", Map.of("mode", MODE)).json();
            assertThat(bobs.path("server").asText()).isEqualTo(alive);
            try (PlainClient first = come(anns.get());
                    PlainClient second = come(bobs)) {
                assertThat(first.next().path("players").size()).isEqualTo(2);
                assertThat(second.next().path("players").size()).isEqualTo(2);
            }
        }
    }

    private static PlainClient come(JsonNode reserved) throws Exception {
        PlainClient client = PlainClient.connect(reserved.path("endpoint").asText());
        client.send(Map.of("playToken", reserved.path("playToken").asText()));
        return client;
    }
}
