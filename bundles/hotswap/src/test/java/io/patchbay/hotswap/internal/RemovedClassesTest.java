package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.PluginNotice;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovedClassesTest {
    private final OneThread thread = new OneThread("hotswap-test");
    private final Notices notices = new Notices(Clock.systemUTC());
    private final AtomicLong collections = new AtomicLong();
    private final RemovedClasses removed = new RemovedClasses(notices, thread, collections::get, Duration.ofMillis(1));

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void areNoticedAfterACollectionThatLeftThem() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            thread.execute(() -> removed.add("kept 1.0.0", loader));
            collections.incrementAndGet();
            // the count at the removal may be either
            thread.execute(collections::incrementAndGet);
            eventually().until(() -> !notices.list().isEmpty());
            assertThat(notices.list()).singleElement().satisfies(notice -> {
                assertThat(notice.kind()).isEqualTo(PluginNotice.Kind.CLASSES_KEPT);
                assertThat(notice.subject()).isEqualTo("kept 1.0.0");
            });
        }
    }

    @Test
    void areNotNoticedAsLongAsNothingWasCollected() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            thread.execute(() -> removed.add("kept 1.0.0", loader));
            eventually().during(Duration.ofMillis(100)).until(() -> notices.list()
                    .isEmpty());
        }
    }

    @Test
    void areForgottenWhenTheyAreGoneAtLast() {
        thread.execute(() -> {
            removed.add("gone 1.0.0", new URLClassLoader(new URL[0]));
            notices.add(PluginNotice.Kind.THREADS_LEFT, "gone 1.0.0", "left threads running");
        });
        eventually().until(() -> {
            System.gc();
            return notices.list().isEmpty();
        });
    }
}
