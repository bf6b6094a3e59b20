package io.patchbay.lobby.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures(3, 60_000, 4);

    private void fail(String key, int times, long now) {
        for (int i = 0; i < times; i++) {
            failures.add(key, now);
        }
    }

    @Test
    void theFirstFewAreFree() {
        fail("ann", 2, 0);
        assertThat(failures.waitMillis("ann", 0)).isZero();

        fail("ann", 1, 0);
        assertThat(failures.waitMillis("ann", 0)).isEqualTo(1_000);
    }

    @Test
    void eachOneDoublesTheWaitUpToTheCeiling() {
        fail("ann", 5, 0);
        assertThat(failures.waitMillis("ann", 0)).isEqualTo(4_000);

        fail("ann", 1_000, 0);
        assertThat(failures.waitMillis("ann", 0)).isEqualTo(60_000);
    }

    @Test
    void theWaitCountsFromTheLastFailure() {
        fail("ann", 5, 10_000);

        assertThat(failures.waitMillis("ann", 13_999)).isEqualTo(1);
        assertThat(failures.waitMillis("ann", 14_000)).isZero();
    }

    @Test
    void isForgottenWhenNothingGoesWrongForLong() {
        fail("ann", 50, 0);
        fail("ann", 1, 120_001);

        assertThat(failures.waitMillis("ann", 120_001)).isZero();
    }

    @Test
    void whatWasTakenBackDoesNotCount() {
        fail("ann", 3, 0);
        failures.takeBack("ann");

        assertThat(failures.waitMillis("ann", 0)).isZero();
    }

    @Test
    void isNewsOnceUntilItIsForgotten() {
        fail("ann", 2, 0);
        assertThat(failures.isNews("ann", 0)).isFalse();

        fail("ann", 2, 0);
        assertThat(failures.isNews("ann", 0)).isTrue();
        fail("ann", 1, 0);
        assertThat(failures.isNews("ann", 0)).isFalse();

        fail("ann", 3, 120_001);
        assertThat(failures.isNews("ann", 120_001)).isTrue();
    }

    @Test
    void tellsAnewWhereNobodyHadToWaitInTheEnd() {
        fail("ann", 3, 0);
        assertThat(failures.isNews("ann", 0)).isTrue();
        failures.takeBack("ann"); // it was the right password

        fail("ann", 1, 0);
        assertThat(failures.isNews("ann", 0)).isTrue();
    }

    @Test
    void forgetsTheOldestOfVeryManyKeys() {
        fail("ann", 9, 0);
        for (int i = 0; i < 3; i++) {
            fail("other" + i, 1, 0);
        }
        fail("ann", 1, 0);
        fail("more", 1, 0);

        assertThat(failures.size()).isEqualTo(4);
        assertThat(failures.waitMillis("ann", 0)).isPositive();
    }
}
