package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final List<String> ran = new ArrayList<>();
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private Runnable beforeRefusing = () -> {};
    private boolean refusing;
    private final SerialExecutor executor = new SerialExecutor(this::offer, 100);

    private void offer(Runnable task) {
        if (refusing) {
            beforeRefusing.run();
            throw new RejectedExecutionException("full");
        }
        pool.add(task);
    }

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.poll().run();
        }
    }

    private Runnable task(String name) {
        return () -> ran.add(name);
    }

    @Test
    void runsTasksInTheOrderInWhichTheyWereGiven() {
        executor.execute(task("a"));
        executor.execute(task("b"));
        executor.execute(task("c"));
        runPool();

        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    void asksThePoolForOneThreadOnly() {
        executor.execute(task("a"));
        executor.execute(task("b"));

        assertThat(pool).hasSize(1);
    }

    @Test
    void asksThePoolAgainOnceItHasBeenIdle() {
        executor.execute(task("a"));
        runPool();
        executor.execute(task("b"));
        runPool();

        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void runsATaskThatATaskGave() {
        executor.execute(() -> {
            executor.execute(task("inner"));
            ran.add("outer");
        });
        runPool();

        assertThat(ran).containsExactly("outer", "inner");
    }

    @Test
    void givesTheThreadBackAfterATurn() {
        for (int i = 0; i < 65; i++) {
            executor.execute(task("a"));
        }
        pool.poll().run();
        assertThat(ran).hasSize(64);

        runPool();
        assertThat(ran).hasSize(65);
    }

    @Test
    void goesOnWhereThePoolTakesNoFurtherTurn() {
        for (int i = 0; i < 100; i++) {
            executor.execute(task("a"));
        }
        refusing = true;
        pool.poll().run();

        assertThat(ran).hasSize(100);
    }

    @Test
    void runsATaskHereIfNoOtherRuns() {
        executor.here(task("a"));

        assertThat(ran).containsExactly("a");
        assertThat(pool).isEmpty();
    }

    @Test
    void leavesATaskToWhoeverRuns() {
        executor.execute(task("a"));
        executor.here(task("b"));
        assertThat(ran).isEmpty();

        runPool();
        assertThat(ran).containsExactly("a", "b");
    }

    @Test
    void runsWhatATaskGaveOnTheThreadThatRunsTheTask() {
        executor.here(() -> {
            executor.here(task("inner"));
            executor.execute(task("last"));
            ran.add("outer");
        });

        assertThat(ran).containsExactly("outer", "inner", "last");
        assertThat(pool).isEmpty();
    }

    @Test
    void goesOnAfterATaskHereThatFails() {
        executor.here(() -> {
            throw new IllegalStateException("on purpose");
        });
        executor.here(task("a"));

        assertThat(ran).containsExactly("a");
    }

    @Test
    void refusesMoreThanItHoldsHereToo() {
        for (int i = 0; i < 100; i++) {
            executor.execute(task("a"));
        }

        assertThatThrownBy(() -> executor.here(task("b"))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void goesOnAfterATaskThatFails() {
        executor.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        executor.execute(() -> {
            throw new NoClassDefFoundError("on purpose");
        });
        executor.execute(task("a"));
        runPool();

        assertThat(ran).containsExactly("a");
    }

    @Test
    void refusesMoreThanItHolds() {
        for (int i = 0; i < 100; i++) {
            executor.execute(task("a"));
        }

        assertThatThrownBy(() -> executor.execute(task("b"))).isInstanceOf(RejectedExecutionException.class);
        runPool();
        assertThat(ran).hasSize(100).doesNotContain("b");
    }

    @Test
    void takesWhatMustNotBeLostHoweverMuchWaits() {
        for (int i = 0; i < 100; i++) {
            executor.execute(task("a"));
        }
        executor.executeAnyway(task("b"));
        runPool();

        assertThat(ran).hasSize(101).endsWith("b");
    }

    @Test
    void neverRunsWhatThePoolRefused() {
        refusing = true;
        assertThatThrownBy(() -> executor.execute(task("a"))).isInstanceOf(RejectedExecutionException.class);

        refusing = false;
        executor.execute(task("b"));
        runPool();
        assertThat(ran).containsExactly("b");
    }

    @Test
    void runsWhatItAcceptedWhileThePoolWasRefusing() {
        refusing = true;
        beforeRefusing = () -> {
            beforeRefusing = () -> {};
            executor.execute(
                    () -> { // as another thread would, between the two halves of the first call
                        executor.execute(task("c"));
                        ran.add("b");
                    });
        };

        assertThatThrownBy(() -> executor.execute(task("a"))).isInstanceOf(RejectedExecutionException.class);

        assertThat(ran).containsExactly("b", "c");
    }

    @Test
    void losesNothingAndKeepsEveryThreadsOrderUnderContention() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4, Threads.named("test"));
        SerialExecutor contended = new SerialExecutor(threads, 100_000);
        List<Integer> numbers = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(4000);
        List<Thread> givers = IntStream.range(0, 4)
                .mapToObj(giver -> new Thread(() -> {
                    for (int i = 0; i < 1000; i++) {
                        int number = i * 4 + giver;
                        contended.execute(() -> {
                            numbers.add(number);
                            done.countDown();
                        });
                    }
                }))
                .toList();
        givers.forEach(Thread::start);

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        Threads.close(threads, Duration.ofSeconds(5));
        assertThat(numbers).hasSize(4000);
        assertThat(IntStream.range(0, 4).boxed())
                .allSatisfy(giver -> assertThat(numbers.stream().filter(number -> number % 4 == giver))
                        .isSorted());
    }
}
