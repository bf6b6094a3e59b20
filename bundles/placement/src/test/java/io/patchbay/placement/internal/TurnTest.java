package io.patchbay.placement.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The turn alone, with operations that know nothing of plug-ins. */
class TurnTest {
    private static final int CALLERS = 2;
    private static final int CALLS = 4_000;
    private static final int LOOKS = 20_000;

    private final Lanes lanes = new Lanes("test", 2);
    private final Turn turn = new Turn(lanes, new TestThreads(), new Calm());
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void close() throws InterruptedException {
        callers.shutdownNow();
        assertThat(callers.awaitTermination(Rig.PATIENCE.toSeconds(), SECONDS)).isTrue();
        lanes.close();
    }

    @Test
    void losesNoOperationThatOneOfItsOwnThreadsMustDo() throws Exception {
        AtomicInteger ready = new AtomicInteger();
        CompletionService<Integer> running = new ExecutorCompletionService<>(callers);
        for (int caller = 0; caller < CALLERS; caller++) {
            running.submit(() -> {
                for (int call = 1; call <= CALLS; call++) {
                    ready.incrementAndGet();
                    awaitAll(ready, call * CALLERS);
                    assertThat(turn.submit(new OwnThreadOnly())
                                    .toCompletableFuture()
                                    .get(Rig.PATIENCE.toSeconds(), SECONDS))
                            .isTrue();
                }
                return CALLS;
            });
        }

        for (int caller = 0; caller < CALLERS; caller++) {
            assertThat(running.take().get()).isEqualTo(CALLS);
        }
        assertThat(turn.waiting()).isZero();
    }

    /** Has all of them find at the same moment that nobody waits; gives way where they do not run at the same time. */
    private static void awaitAll(AtomicInteger ready, int goal) {
        for (int looks = 1; ready.get() < goal && !Thread.currentThread().isInterrupted(); looks++) {
            if (looks % LOOKS == 0) {
                LockSupport.parkNanos(1);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private final class OwnThreadOnly extends Operation<Boolean> {
        @Override
        Boolean carryOut() {
            if (!turn.onOwnThread()) {
                throw PostponedException.toOwnThread();
            }
            return true;
        }

        @Override
        Boolean busy() {
            return false;
        }
    }

    /** Nothing is ever called that could be given up. */
    private static final class Calm implements Turn.Domain {
        @Override
        public int maxWaiting() {
            return Integer.MAX_VALUE;
        }

        @Override
        public CaughtCall giveUp(PluginCall call) {
            throw new AssertionError("there is no call");
        }

        @Override
        public void goOn() {
            throw new AssertionError("there was no call");
        }

        @Override
        public void blameForDelay(CaughtCall caught) {
            throw new AssertionError("there was no call");
        }

        @Override
        public void blameForAbsence(CaughtCall caught) {
            throw new AssertionError("there was no call");
        }
    }
}
