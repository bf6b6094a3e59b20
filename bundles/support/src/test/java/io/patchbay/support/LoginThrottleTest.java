package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String PEER = "10.0.0.1";

    private final ManualClock clock = new ManualClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private void fail(String peer, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(peer);
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
        clock.pass(LoginThrottle.FIRST_WAIT);

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
        clock.pass(LoginThrottle.MEMORY);
        fail(PEER, 1);

        assertThat(throttle.waitOf(PEER)).isEmpty();
    }

    @Test
    void thoseWhoFailedLongestAgoAreForgottenFirstWhereThereAreTooMany() {
        fail("first", LoginThrottle.FREE_FAILURES);
        fail("second", LoginThrottle.FREE_FAILURES);
        fail("first", 1);
        for (int i = 0; i < LoginThrottle.MOST_ADDRESSES - 1; i++) {
            throttle.failed("peer" + i);
        }

        assertThat(throttle.waitOf("second")).isEmpty();
        assertThat(throttle.waitOf("first")).contains(Duration.ofSeconds(20));
    }
}
