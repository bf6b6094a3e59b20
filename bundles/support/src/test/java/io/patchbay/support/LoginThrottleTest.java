package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String PEER = "10.0.0.1";

    private final ManualClock clock = new ManualClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private void fail(String peer, int times) {
        for (int i = 0; i < times; i++) {
            throttle.waitOf(peer).ifPresent(clock::advance);
            throttle.judge(peer, false);
        }
    }

    @Test
    void someFailuresAreFree() {
        fail(PEER, LoginThrottle.FREE_FAILURES - 1);

        assertThat(throttle.waitOf(PEER)).isEmpty();
    }

    @Test
    void thenItMakesThePeerWait() {
        fail(PEER, LoginThrottle.FREE_FAILURES);

        assertThat(throttle.waitOf(PEER)).contains(LoginThrottle.FIRST_WAIT);
    }

    @Test
    void ofGuessesThatComeAtOnceOnlyTheFreeOnesAreLookedAt() throws Exception {
        int guesses = 16;
        CyclicBarrier together = new CyclicBarrier(guesses);
        Callable<Boolean> guess = () -> {
            together.await();
            return throttle.judge(PEER, false).isEmpty();
        };
        ExecutorService guessers = Executors.newFixedThreadPool(guesses);
        int lookedAt = 0;
        try {
            for (Future<Boolean> answer : guessers.invokeAll(Collections.nCopies(guesses, guess))) {
                lookedAt += answer.get() ? 1 : 0;
            }
        } finally {
            guessers.shutdownNow();
        }

        assertThat(lookedAt).isEqualTo(LoginThrottle.FREE_FAILURES);
    }

    @Test
    void whileItWaitsARightPasswordIsRefusedToo() {
        fail(PEER, LoginThrottle.FREE_FAILURES);

        assertThat(throttle.judge(PEER, true)).contains(LoginThrottle.FIRST_WAIT);
    }

    @Test
    void whatIsNotLookedAtDoesNotCount() {
        fail(PEER, LoginThrottle.FREE_FAILURES);
        throttle.judge(PEER, false);

        assertThat(throttle.waitOf(PEER)).contains(LoginThrottle.FIRST_WAIT);
    }

    @Test
    void everyFurtherFailureDoublesTheWait() {
        fail(PEER, LoginThrottle.FREE_FAILURES + 2);

        assertThat(throttle.waitOf(PEER)).contains(LoginThrottle.FIRST_WAIT.multipliedBy(4));
    }

    @Test
    void theWaitHasABound() {
        fail(PEER, 1_000);

        assertThat(throttle.waitOf(PEER)).contains(LoginThrottle.LONGEST_WAIT);
    }

    @Test
    void theWaitEnds() {
        fail(PEER, LoginThrottle.FREE_FAILURES);
        clock.advance(LoginThrottle.FIRST_WAIT);

        assertThat(throttle.waitOf(PEER)).isEmpty();
    }

    @Test
    void otherPeersDoNotWait() {
        fail(PEER, LoginThrottle.FREE_FAILURES);

        assertThat(throttle.waitOf("10.0.0.2")).isEmpty();
    }

    @Test
    void oldFailuresAreForgotten() {
        fail(PEER, LoginThrottle.FREE_FAILURES - 1);
        clock.advance(LoginThrottle.MEMORY);
        fail(PEER, 1);

        assertThat(throttle.waitOf(PEER)).isEmpty();
    }

    @Test
    void thoseWhoFailedLongestAgoAreForgottenFirstWhereThereAreTooMany() {
        fail("first", LoginThrottle.FREE_FAILURES);
        fail("second", LoginThrottle.FREE_FAILURES);
        fail("first", 1);
        for (int i = 0; i < LoginThrottle.MOST_ADDRESSES - 1; i++) {
            throttle.judge("peer" + i, false);
        }

        assertThat(throttle.waitOf("second")).isEmpty();
        assertThat(throttle.waitOf("first")).contains(Duration.ofSeconds(20));
    }
}
