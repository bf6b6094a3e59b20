package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client asks, and whenever: it gets one answer, nobody else is harmed, and nothing is left behind. */
class EveryFrameIsAnsweredTest {
    private static final List<String> EVENTS = List.of(
            "login",
            "relogin",
            "text",
            "logout",
            "refreshReconnectionTicket",
            "publish",
            "soac",
            "customMessage",
            "",
            "drop");

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final List<String> tokens = new ArrayList<>();
    private Random random = new Random(0);

    private Object randomData(int depth) {
        int kind = random.nextInt(depth > 2 ? 7 : 9);
        return switch (kind) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextBoolean();
            case 3 -> "x".repeat(random.nextInt(20));
            case 4 -> FakeClient.loginData(
                    tokens.get(random.nextInt(tokens.size())),
                    List.of("1.1", "1.2", "9").get(random.nextInt(3)),
                    "5.0");
            case 5 -> Map.of("to", List.of("all", "", "nobody").get(random.nextInt(3)), "message", random.nextInt());
            case 6 -> tokens.get(random.nextInt(tokens.size()));
            case 7 -> List.of(1, "x");
            default -> {
                Map<String, Object> object = new HashMap<>();
                for (String key : List.of("token", "userAgent", "sdk", "to", "protocol", "reconnection")) {
                    if (random.nextBoolean()) {
                        object.put(key, randomData(depth + 1));
                    }
                }
                yield object;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void once(int seed) {
        random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            tokens.add(world.tokens().issue("r", "user" + i, "presenter"));
        }
        FakeClient witness = new FakeClient(world.context());
        witness.loggedIn(world.tokens().issue("r", "witness", "presenter"));
        for (int round = 0; round < 100; round++) {
            ask(new FakeClient(world.context()), witness);
        }

        assertThat(witness.isGone()).isFalse();
        alarms.advance(61_000);
        assertThat(world.rooms().members("r")).containsExactly(witness.id());
        assertThat(world.sessions().count()).isEqualTo(1);
        assertThat(world.placement().executing()).hasSize(1);
    }

    private void ask(FakeClient client, FakeClient witness) {
        for (int id = 0; id < 10 && !client.isGone(); id++) {
            String event = EVENTS.get(random.nextInt(EVENTS.size()));
            client.say(id, event, randomData(0));
            String mine = id + " ";
            assertThat(client.take().stream().filter(line -> line.startsWith(mine)))
                    .as(event)
                    .hasSize(1);
            witness.take();
            witness.confirm();
        }
        if (!client.isGone()) {
            client.cut();
        }
    }
}
