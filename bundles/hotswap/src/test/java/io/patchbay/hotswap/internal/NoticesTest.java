package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.PluginNotice;
import io.patchbay.api.hotswap.PluginNotice.Kind;
import io.patchbay.api.hotswap.Plugins;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoticesTest {
    private final Notices notices = new Notices(Clock.systemUTC());

    @Test
    void keepTheNewestOfEachSubject() {
        notices.add(Kind.THREADS_LEFT, "a", "first");
        notices.add(Kind.THREADS_LEFT, "a", "second");
        assertThat(notices.list()).extracting(PluginNotice::text).containsExactly("second");
    }

    @Test
    void areBounded() {
        for (int number = 0; number <= Plugins.MAX_NOTICES; number++) {
            notices.add(Kind.THREADS_LEFT, "bundle " + number, "left threads");
        }
        assertThat(notices.list()).hasSize(Plugins.MAX_NOTICES);
        assertThat(notices.list().get(0).subject()).isEqualTo("bundle 1");
    }

    @Test
    void goWhenTheyAreNotSoAnyMore() {
        notices.set(Kind.NAME_CLAIMED_TWICE, Map.of("a", "x", "b", "y"));
        notices.add(Kind.THREADS_LEFT, "a", "left threads");
        notices.set(Kind.NAME_CLAIMED_TWICE, Map.of("b", "y"));
        assertThat(notices.list()).extracting(PluginNotice::subject).containsExactly("b", "a");
    }
}
