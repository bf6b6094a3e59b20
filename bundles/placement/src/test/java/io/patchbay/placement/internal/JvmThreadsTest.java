package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmThreadsTest {
    private final JvmThreads threads = new JvmThreads();

    @Test
    void countsTheTimeThatAThreadRuns() {
        Thread self = Thread.currentThread();
        long before = threads.processorNanos(self);
        long end = System.nanoTime() + Rig.PATIENCE.toNanos();
        while (threads.processorNanos(self) < before + TimeUnit.MILLISECONDS.toNanos(20)) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        assertThat(threads.isInNative(self)).isFalse();
    }

    @Test
    void seesThatAThreadWaitsForASocket() throws IOException, InterruptedException {
        Thread waiting;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            waiting = new Thread(() -> accept(socket));
            waiting.start();
            long end = System.nanoTime() + Rig.PATIENCE.toNanos();
            while (!threads.isInNative(waiting)) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.yield();
            }
            assertThat(waiting.getState()).isEqualTo(Thread.State.RUNNABLE);
        }
        waiting.join(Rig.PATIENCE.toMillis());
        assertThat(waiting.isAlive()).isFalse();
    }

    private static void accept(ServerSocket socket) {
        try {
            socket.accept().close();
        } catch (IOException closed) {
            assertThat(socket.isClosed()).isTrue();
        }
    }
}
