package io.patchbay.migrator.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** Which attempts are brief. */
class DurationsTest {
    private final Durations durations = new Durations();

    private void made(int attempts, long millis) {
        for (int i = 0; i < attempts; i++) {
            durations.ended("copy", millis, true);
        }
    }

    @Test
    void nothingIsBriefBeforeEnoughIsKnown() {
        made(Durations.ENOUGH - 1, 0);

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void whatHasTakenLittleIsBrief() {
        made(Durations.ENOUGH, Durations.LONG_MILLIS - 1);

        assertThat(durations.areBrief("copy")).isTrue();
    }

    @Test
    void oneLongAttemptIsEnoughToDoubt() {
        made(Durations.ENOUGH, 0);
        made(1, Durations.LONG_MILLIS);

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void anAttemptThatHasNotEndedIsEnoughToDoubt() {
        made(Durations.ENOUGH, 0);
        durations.lasts("copy", Durations.LONG_MILLIS);

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void whatFailsAtOnceIsNotBrief() {
        for (int i = 0; i < Durations.ENOUGH; i++) {
            durations.ended("copy", 0, false);
        }

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void eachTypeIsKnownByItself() {
        made(Durations.ENOUGH, 0);

        assertThat(durations.areBrief("import")).isFalse();
    }
}
