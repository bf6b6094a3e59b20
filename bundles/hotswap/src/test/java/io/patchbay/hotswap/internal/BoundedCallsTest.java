package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedCallsTest {
    private static final Duration SHORT = Duration.ofMillis(20);
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
        assertThat(calls.call("it", LONG, () -> 7)).succeedsWithin(LONG).isEqualTo(7);
    }

    @Test
    void answerWithWhatIsThrownEvenIfItIsAnError() {
        assertThat(calls.call("it", LONG, () -> {
                    throw new NoClassDefFoundError("missing");
                }))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void giveUpACallThatDoesNotReturn() {
        assertThat(calls.call("The check", SHORT, this::ignoreInterrupts))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("The check did not return within 20 ms");
        assertThat(calls.abandonedThreads()).hasSize(1);
    }

    @Test
    void forgetAThreadThatReturnsAtLast() {
        CompletableFuture<Object> call = calls.call("it", SHORT, this::ignoreInterrupts);
        await().until(call::isDone);
        never.countDown();
        await().until(() -> calls.abandonedThreads().isEmpty());
    }

    @Test
    void handOverWhatCameTooLate() {
        CompletableFuture<String> late = new CompletableFuture<>();
        CompletableFuture<String> call = calls.call(
                "it",
                SHORT,
                () -> {
                    ignoreInterrupts();
                    return "late";
                },
                late::complete);
        await().until(call::isDone);
        never.countDown();
        assertThat(late).succeedsWithin(LONG).isEqualTo("late");
    }

    @Test
    void makeNoMoreCallsWhenTooManyDidNotReturn() {
        for (int i = 0; i < 32; i++) {
            CompletableFuture<Object> unused = calls.call("it", SHORT, this::ignoreInterrupts);
        }
        await().until(() -> calls.abandonedThreads().size() == 32);
        assertThat(calls.call("one more", LONG, () -> 7))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(RejectedExecutionException.class);
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
