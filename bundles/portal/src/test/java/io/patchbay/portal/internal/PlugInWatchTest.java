package io.patchbay.portal.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call is overdue if its thread had the time to end it. */
class PlugInWatchTest {
    private static final long BUDGET = 250;
    private static final long AT_MOST = PlugInWatch.MOST_BUDGETS * BUDGET;

    private final ManualAlarms alarms = new ManualAlarms();
    private final AtomicLong worked = new AtomicLong();
    private final PlugInWatch watch = new PlugInWatch(alarms, thread -> worked.get(), BUDGET);
    private final List<String> told = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
    }

    private void call(Runnable task) {
        told.add(watch.call(() -> told.add("overdue"), () -> told.add("late"), () -> {
                    task.run();
                    return "answer";
                })
                .orElse("nothing"));
    }

    private void work(long millis) {
        worked.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void isGivenUpWhenItsThreadHasWorkedForTheWholeTime() {
        call(() -> {
            alarms.advance(25);
            work(BUDGET);
            alarms.advance(BUDGET);
        });

        assertThat(told).containsExactly("overdue", "late", "nothing");
    }

    @Test
    void isNotGivenUpWhenItsThreadWasNotLetRun() {
        call(() -> alarms.advance(4 * BUDGET));

        assertThat(told).containsExactly("answer");
    }

    @Test
    void isNotGivenUpBeforeTheTimeIsOver() {
        call(() -> {
            alarms.advance(25);
            work(2 * BUDGET);
            alarms.advance(BUDGET - 25);
        });

        assertThat(told).containsExactly("answer");
    }

    @Test
    void isGivenUpAfterFarLongerWhateverItsThreadDoes() {
        call(() -> alarms.advance(AT_MOST + 25));

        assertThat(told).containsExactly("overdue", "late", "nothing");
    }

    @Test
    void isNotGivenUpForAPauseOfTheProcess() {
        call(() -> alarms.jump(10 * AT_MOST));

        assertThat(told).containsExactly("answer");
    }

    @Test
    void isGivenUpWhenItsThreadWaits() {
        CountDownLatch overdue = new CountDownLatch(1);
        Thread waiting = new Thread(() -> watch.call(overdue::countDown, () -> {}, () -> {
            released.countDown();
            try {
                return overdue.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException interrupted) {
                return false;
            }
        }));
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING && released.getCount() == 0);
        alarms.advance(BUDGET + 25);

        assertThat(overdue.getCount()).isZero();
    }

    @Test
    void isJudgedByTheClockWhereNobodyCountsWhatThreadsWork() {
        worked.set(-1);
        call(() -> alarms.advance(BUDGET + 25));

        assertThat(told).containsExactly("overdue", "late", "nothing");
    }
}
