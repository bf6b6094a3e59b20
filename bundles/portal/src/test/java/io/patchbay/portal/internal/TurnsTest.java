package io.patchbay.portal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.support.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> order = new ArrayList<>();

    @Test
    void runsHereWhenItIsNobodysTurn() {
        new Turns(task -> order.add("pool")).here(() -> order.add("here"));

        assertThat(order).containsExactly("here");
    }

    @Test
    void runsWhatATurnAddsAfterIt() {
        Turns turns = new Turns(task -> order.add("pool"));
        turns.here(() -> {
            turns.here(() -> order.add("second"));
            turns.execute(() -> order.add("third"));
            order.add("first");
        });

        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void handsTurnsOfOthersToThePool() {
        List<Runnable> pool = new ArrayList<>();
        Turns turns = new Turns(pool::add);
        turns.execute(() -> order.add("task"));
        assertThat(order).isEmpty();

        pool.get(0).run();

        assertThat(order).containsExactly("task");
    }

    @Test
    void goesBackToItsOwnWorkAfterAWhile() {
        List<Runnable> pool = new ArrayList<>();
        Turns turns = new Turns(pool::add);
        turns.here(() -> {
            for (int i = 0; i < 100; i++) {
                turns.here(() -> order.add("task"));
            }
        });
        assertThat(order).hasSize(64);

        pool.get(0).run();

        assertThat(order).hasSize(100);
    }

    @Test
    void losesNothingWhenThePoolRefuses() {
        Turns turns = new Turns(task -> {
            throw new RejectedExecutionException("full");
        });
        for (int i = 0; i < 3; i++) {
            turns.execute(() -> order.add("task"));
        }

        assertThat(order).hasSize(3);
    }

    @Test
    void goesOnAfterATurnThatFails() {
        Turns turns = new Turns(Runnable::run);
        turns.here(() -> {
            throw new IllegalStateException("boom");
        });
        turns.here(() -> order.add("next"));

        assertThat(order).containsExactly("next");
    }

    @Test
    void givesOneTurnAtATimeHoweverManyCome() throws InterruptedException {
        ExecutorService pool = Threads.pool("turns-test", 4, 1_000);
        Turns turns = new Turns(pool);
        int[] count = {0};
        CountDownLatch done = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            if (i % 2 == 0) {
                                turns.here(() -> count[0]++);
                            } else {
                                turns.execute(() -> count[0]++);
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch last = new CountDownLatch(1);
        turns.execute(last::countDown);
        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        Threads.close(pool, Duration.ofSeconds(1));

        assertThat(count[0]).isEqualTo(20_000);
    }
}
