package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final RandomGenerator NO_JITTER = () -> 0;

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(7));

    @Test
    void doublesUpToTheCeiling() {
        Backoff steady = new Backoff(Duration.ofMillis(100), Duration.ofMillis(700), NO_JITTER);

        assertThat(steady.after(0)).hasMillis(100);
        assertThat(steady.after(1)).hasMillis(200);
        assertThat(steady.after(2)).hasMillis(400);
        assertThat(steady.after(3)).hasMillis(700);
        assertThat(steady.after(1_000_000)).hasMillis(700);
    }

    @Test
    void staysWithinHalfAndWholeOfTheTime() {
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.after(2)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        }
    }

    @Test
    void jitters() {
        assertThat(backoff.after(10)).isNotEqualTo(backoff.after(10));
    }

    @Test
    void neverAnswersZeroFromAWholeMillisecondOn() {
        assertThat(new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), NO_JITTER).after(0))
                .hasMillis(1);
    }
}
