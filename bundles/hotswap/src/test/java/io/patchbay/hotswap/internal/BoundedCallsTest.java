package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final long GOOD = 7;
    private static final long HANGING = 8;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OneThread timer = new OneThread("hotswap-test");
    private final BoundedCalls calls = new BoundedCalls(timer);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        never.countDown();
        calls.close();
        timer.close();
    }

    @Test
    void answerWhatIsReturned() {
        assertThat(calls.call(work(GOOD, LONG, () -> 7))).succeedsWithin(LONG).isEqualTo(7);
    }

    @Test
    void answerWithWhatIsThrownEvenIfItIsAnError() {
        assertThat(calls.call(work(GOOD, LONG, () -> {
                    throw new NoClassDefFoundError("missing");
                })))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void giveUpACallThatDoesNotReturn() {
        assertThat(calls.call(work(HANGING, SHORT, this::ignoreInterrupts)))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("The check did not return within 20 ms");
        assertThat(calls.abandonedThreads()).hasSize(1);
    }

    @Test
    void forgetAThreadThatReturnsAtLast() {
        CompletableFuture<Object> call = calls.call(work(HANGING, SHORT, this::ignoreInterrupts));
        await().until(call::isDone);
        never.countDown();
        await().until(() -> calls.abandonedThreads().isEmpty());
    }

    @Test
    void handOverWhatCameTooLate() {
        CompletableFuture<String> late = new CompletableFuture<>();
        CompletableFuture<String> call = calls.call(
                work(HANGING, SHORT, () -> {
                    ignoreInterrupts();
                    return "late";
                }),
                late::complete);
        await().until(call::isDone);
        never.countDown();
        assertThat(late).succeedsWithin(LONG).isEqualTo("late");
    }

    @Test
    void makeNoMoreCallsOfABundleThatHangs() {
        hangTwice();
        assertThat(calls.call(work(HANGING, LONG, () -> 7)))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RejectedExecutionException.class)
                .withMessageContaining("2 calls of its bundle still have not returned");
    }

    @Test
    void goOnWithOtherBundlesWhenOneHangs() {
        hangTwice();
        assertThat(calls.call(work(GOOD, LONG, () -> 7))).succeedsWithin(LONG).isEqualTo(7);
    }

    @Test
    void canStillStopABundleThatHangs() {
        hangTwice();
        assertThat(calls.callEvenSo(work(HANGING, LONG, () -> 7)))
                .succeedsWithin(LONG)
                .isEqualTo(7);
    }

    @Test
    void giveAThreadMoreTimeThatWantsToRunAndMayNot() {
        AtomicInteger looks = new AtomicInteger();
        ProcessorTime none = thread -> {
            if (looks.incrementAndGet() == 2) {
                await().atMost(LONG).until(() -> !thread.isAlive()); // the time that is left must not matter
            }
            return 0;
        };
        try (BoundedCalls onABusyMachine = new BoundedCalls(timer, none)) {
            assertThat(onABusyMachine.call(work(GOOD, SHORT, () -> {
                        while (looks.get() < 2) {
                            Thread.onSpinWait();
                        }
                        return 7;
                    })))
                    .succeedsWithin(LONG)
                    .isEqualTo(7);
        }
    }

    @Test
    void giveUpAThreadThatRunsForAsLongAsItMay() {
        try (BoundedCalls free = new BoundedCalls(timer, thread -> SHORT.toNanos())) {
            assertThat(free.call(work(GOOD, SHORT, () -> {
                        while (never.getCount() > 0) {
                            Thread.onSpinWait();
                        }
                        return 7;
                    })))
                    .failsWithin(LONG)
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("did not return within 20 ms");
        }
    }

    private void hangTwice() {
        for (int i = 0; i < 2; i++) {
            CompletableFuture<Object> unused = calls.call(work(HANGING, SHORT, this::ignoreInterrupts));
        }
        await().until(() -> calls.abandonedThreads().size() == 2);
    }

    private static <R> BoundedCalls.Work<R> work(long bundleId, Duration bound, Callable<R> call) {
        return new BoundedCalls.Work<>(bundleId, "The check", bound, call);
    }

    private Object ignoreInterrupts() {
        boolean waiting = true;
        while (waiting) {
            try {
                never.await();
                waiting = false;
            } catch (InterruptedException rude) {
                waiting = never.getCount() > 0;
            }
        }
        return "done";
    }
}
