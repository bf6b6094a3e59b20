package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main job, by real clients from npm against the running distribution. */
@ExtendWith(SharedNode.class)
class MainJobIT {
    @Test
    void aTokenLetsInOnlyOnce(NodeProcess node) throws Exception {
        String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
        try (Puppet first = Puppet.start("socket.io-client-4", "websocket").connectTo(token);
                Puppet second = Puppet.start("socket.io-client-3", "upgrade").connectTo(token)) {
            first.login(token, "1.2");

            JsonNode refused = second.login(token, "1.2");

            assertThat(refused.path(0).asText()).isEqualTo("error");
            assertThat(refused.path(1).asText()).isEqualTo("Invalid token");
            assertThat(second.await("disconnect", line -> true).path("reason").asText())
                    .isEqualTo("io server disconnect");
        }
    }
}
