package io.patchbay.rooms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.rooms.JoinOutcome;
import org.junit.jupiter.api.Test;

class PortalWatchTest {
    private final Scene scene = new Scene();
    private final PortalWatch watch = new PortalWatch(scene.rooms);
    private final RecordingPortal portal = new RecordingPortal("portal-2");

    @Test
    void letsThoseInWhosePortalCame() {
        watch.bindPortal(portal);

        assertThat(scene.joinAt("portal-2", "a")).isInstanceOf(JoinOutcome.Joined.class);
    }

    @Test
    void removesThoseWhosePortalWent() {
        watch.bindPortal(portal);
        scene.joinAt("portal-2", "a");
        watch.unbindPortal(portal);

        assertThat(scene.present()).isEmpty();
    }
}
