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
        Rig.idleUntil(() -> threads.processorNanos(self) >= before + TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(threads.isInNative(self)).isFalse();
    }

    @Test
    void seesThatAThreadWaitsForASocket() throws IOException, InterruptedException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread waiting = new Thread(() -> accept(socket));
        try (socket) {
            waiting.start();
            Rig.idleUntil(() -> threads.isInNative(waiting));
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
