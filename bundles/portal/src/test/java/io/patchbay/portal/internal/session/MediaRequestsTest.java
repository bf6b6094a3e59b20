package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients ask for concerning media, on its way to the room. */
class MediaRequestsTest {
    private static final Map<String, Object> TRACKS =
            Map.of("media", Map.of("tracks", List.of(Map.of("type", "audio", "source", "mic"))));

    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of("maxRequestsAtOnce", 2), alarms, Runnable::run);
    private final FakeClient ann = new FakeClient(world.context());

    @BeforeEach
    void join() {
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void answersWithWhatTheRoomSays() {
        world.rooms().answerMedia(new MediaOutcome.Done(Optional.of(Map.of("id", "s1"))));
        ann.say(1, "publish", TRACKS);
        world.rooms().answerMedia(new MediaOutcome.Failed("Failed in scheduling webrtc worker, reason: none"));
        ann.say(2, "publish", TRACKS);

        assertThat(ann.take())
                .containsExactly(
                        "1 [\"ok\",{\"id\":\"s1\"}]",
                        "2 [\"error\",\"Failed in scheduling webrtc worker, reason: none\"]");
        assertThat(world.rooms().mediaRequests()).hasSize(2).allMatch(MediaRequest.Publish.class::isInstance);
    }

    @Test
    void asksTheRoomNothingThatIsWrong() {
        ann.say(1, "publish", Map.of());

        assertThat(ann.take())
                .containsExactly("1 [\"error\",\"request should have required property 'media' \\\"media\\\"\"]");
        assertThat(world.rooms().mediaRequests()).isEmpty();
    }

    @Test
    void doesNotWaitForEver() {
        world.rooms().mediaGate().shut();
        ann.say(1, "publish", TRACKS);
        alarms.advance(20_000);

        assertThat(ann.take())
                .containsExactly("1 [\"error\",\"Timeout to make rpc to " + FakeRooms.WORKER + ".media\"]");
    }

    @Test
    void boundsWhatIsUnderWay() {
        world.rooms().mediaGate().shut();
        for (int i = 1; i <= 3; i++) {
            ann.say(i, "publish", TRACKS);
        }

        assertThat(ann.take()).containsExactly("3 [\"error\",\"Too many requests at once\"]");
    }

    @Test
    void answersNothingBeforeTheLogin() {
        FakeClient stranger = new FakeClient(world.context());
        stranger.say(1, "publish", TRACKS);

        assertThat(stranger.take()).containsExactly("1 [\"error\",\"Illegal request\"]");
    }
}
