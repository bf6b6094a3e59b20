package io.patchbay.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long INTERVAL = 20_000_000;

    private final Pace pace = new Pace(INTERVAL, 0);

    @Test
    void commitsTheFirstAtOnce() {
        assertThat(pace.waitNanos(1, 0)).isZero();
    }

    @Test
    void commitsAtOnceWhatComesSlowly() {
        pace.committed(1, 0);

        assertThat(pace.waitNanos(1, INTERVAL)).isZero();
    }

    @Test
    void waitsForTheRestOfTheIntervalWhenMoreIsComing() {
        pace.committed(1, 0);

        assertThat(pace.waitNanos(2, 5_000_000)).isEqualTo(15_000_000);
    }

    @Test
    void keepsWaitingAsLongAsItBringsCompany() {
        pace.committed(1, 0);
        for (int i = 1; i <= 10; i++) {
            long now = (i - 1) * INTERVAL + 1;
            assertThat(pace.waitNanos(1, now)).isEqualTo(INTERVAL - 1);
            pace.committed(5, i * INTERVAL);
        }
    }

    @Test
    void stopsWaitingForOneCallerWhoWaitsForEachAnswer() {
        int waits = 0;
        long now = 0;
        for (int i = 0; i < 330; i++) {
            long wait = pace.waitNanos(1, now);
            waits += wait > 0 ? 1 : 0;
            now += wait + 100_000;
            pace.committed(1, now);
        }

        assertThat(waits).isBetween(1, 10);
    }

    @Test
    void neverWaitsWithoutAnInterval() {
        Pace eager = new Pace(0, 0);
        eager.committed(10, 0);

        assertThat(eager.waitNanos(5, 0)).isZero();
    }
}
