package io.patchbay.rooms.internal;

import static io.patchbay.rooms.internal.Scene.ROOM;
import static io.patchbay.rooms.internal.Scene.now;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.MediaOutcome;
import io.patchbay.api.rooms.MediaRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many publications a room takes. */
class InputLimitTest extends MediaCase {
    private static final MediaOutcome TOO_MANY = new MediaOutcome.Failed("Too many inputs");

    private void limit(int inputs) {
        scene.store.add(ROOM, Map.of("inputLimit", inputs));
        now(scene.rooms.reload(ROOM));
    }

    @Test
    void refusesAPublicationOverTheLimit() {
        limit(1);
        published("ann", "s1");

        assertThat(publish("bob", "s2")).isEqualTo(TOO_MANY);
        assertThat(streams()).containsExactly("s1");
    }

    @Test
    void countsPublicationsThatAreNotReady() {
        limit(1);
        publish("ann", "s1");

        assertThat(publish("ann", "s2")).isEqualTo(TOO_MANY);
    }

    @Test
    void countsNoSubscriptions() {
        limit(1);
        published("ann", "s1");

        assertThat(subscribe("bob", "c1", "s1")).isInstanceOf(MediaOutcome.Done.class);
    }

    @Test
    void takesAnotherOneOnceOneHasEnded() {
        limit(1);
        published("ann", "s1");
        ask("ann", new MediaRequest.Unpublish("s1"));

        assertThat(publish("bob", "s2")).isInstanceOf(MediaOutcome.Done.class);
    }

    @Test
    void takesNoneWhereTheLimitIsNought() {
        limit(0);

        assertThat(publish("ann", "s1")).isEqualTo(TOO_MANY);
    }

    @Test
    void takesAnyNumberWithoutALimit() {
        limit(-1);
        published("ann", "s1");

        assertThat(publish("bob", "s2")).isInstanceOf(MediaOutcome.Done.class);
    }

    @Test
    void followsALimitThatIsChangedMeanwhile() {
        published("ann", "s1");
        limit(1);
        assertThat(publish("bob", "s2")).isEqualTo(TOO_MANY);
        assertThat(streams()).containsExactly("s1");
        limit(2);

        assertThat(publish("bob", "s2")).isInstanceOf(MediaOutcome.Done.class);
    }
}
