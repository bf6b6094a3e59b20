package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ThreadLeaksTest {
    @Test
    void findsThreadsByTheirContextClassLoader() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
            Thread thread = new Thread(() -> awaitQuietly(end), "left-behind");
            thread.setContextClassLoader(loader);
            thread.start();
            assertThat(ThreadLeaks.of(loader)).containsExactly("left-behind");
            end.countDown();
            thread.join();
            assertThat(ThreadLeaks.of(loader)).isEmpty();
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
