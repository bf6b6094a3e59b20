package io.patchbay.migrator.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** Which attempts are brief. */
class DurationsTest {
    private static final long LONG_MILLIS = 100;

    private final Durations durations = new Durations();

    private void took(int attempts, long millis) {
        for (int i = 0; i < attempts; i++) {
            durations.took("copy", millis);
        }
    }

    @Test
    void nothingIsBriefBeforeEnoughIsKnown() {
        took(Durations.ENOUGH - 1, 0);

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void whatHasTakenLittleIsBrief() {
        took(Durations.ENOUGH, 1);

        assertThat(durations.areBrief("copy")).isTrue();
    }

    @Test
    void oneLongAttemptIsEnoughToDoubt() {
        took(Durations.ENOUGH, 1);
        took(1, LONG_MILLIS);

        assertThat(durations.areBrief("copy")).isFalse();
    }

    @Test
    void eachTypeIsKnownByItself() {
        took(Durations.ENOUGH, 1);

        assertThat(durations.areBrief("import")).isFalse();
    }
}
