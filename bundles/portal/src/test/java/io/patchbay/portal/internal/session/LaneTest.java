package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a room's clients are written to. */
class LaneTest {
    private static final int FEW = 32;
    private static final int MANY = 33;

    private final World world = new World(Map.of(), new ManualAlarms(), Runnable::run);
    private final FakeClient client = new FakeClient(world.context());
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final Lane lane = new Lane(pool::add);
    private int told;

    @AfterEach
    void close() {
        world.close();
    }

    private void tell(int recipients, String message) {
        Broadcast text = new Broadcast(new Notification.TextReceived("bob", true, Optional.of(message)));
        lane.tell(recipients, text, () -> {
            told++;
            lane.flushLater(client);
        });
    }

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }

    @Test
    void tellsFewAtOnce() {
        tell(FEW, "hello");

        assertThat(told).isEqualTo(1);
        assertThat(client.flushes()).isEqualTo(1);
    }

    @Test
    void leavesManyToThePool() {
        tell(MANY, "hello");
        assertThat(told).isZero();

        runPool();

        assertThat(client.flushes()).isEqualTo(1);
    }

    @Test
    void writesOnceWhatHasGathered() {
        for (int i = 0; i < 5; i++) {
            tell(MANY, "hello");
        }

        runPool();

        assertThat(told).isEqualTo(5);
        assertThat(client.flushes()).isEqualTo(1);
    }

    @Test
    void gathersNoMoreThanABound() {
        for (int i = 0; i < 33; i++) {
            tell(MANY, "hello");
        }

        runPool();

        assertThat(client.flushes()).as("of 16, 16 and 1").isEqualTo(3);
    }

    @Test
    void gathersNoMoreBytesThanABound() {
        String long30kB = "x".repeat(30_000);
        for (int i = 0; i < 6; i++) {
            tell(MANY, long30kB);
        }

        runPool();

        assertThat(client.flushes()).as("of three each").isEqualTo(2);
    }

    @Test
    void writesWhatWasSaidBeforeItDoesSomethingElse() {
        tell(MANY, "goodbye");
        lane.doAfterwards(() -> assertThat(client.flushes()).isEqualTo(1));

        runPool();

        assertThat(client.flushes()).isEqualTo(1);
    }

    @Test
    void writesAlsoWhatATaskQueuedThatFailed() {
        Broadcast text = new Broadcast(new Notification.TextReceived("bob", true, Optional.of("hello")));
        lane.tell(FEW, text, () -> {
            lane.flushLater(client);
            throw new IllegalStateException("a session failed");
        });

        assertThat(client.flushes()).isEqualTo(1);
    }
}
