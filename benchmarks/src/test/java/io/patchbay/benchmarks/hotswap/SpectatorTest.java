package io.patchbay.benchmarks.hotswap;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectatorTest {
    private final List<String> cutOff = new ArrayList<>();
    private final Spectator spectator = new Spectator(cutOff::add);

    private void hear(long... numbers) {
        for (long number : numbers) {
            spectator.hear(Spectator.state("m1", number));
        }
    }

    @Test
    void hasSeenNothingBeforeTheFirstState() {
        assertThat(spectator.hearing()).isEmpty();
    }

    @Test
    void missesNothingOfWhatWasBeforeItCame() {
        hear(7, 8, 9);

        assertThat(spectator.hearing()).isPresent();
        assertThat(spectator.lost(9)).isZero();
        assertThat(spectator.doubled()).isZero();
    }

    @Test
    void noticesAGap() {
        hear(7, 8, 11, 12);

        assertThat(spectator.lost(12)).isEqualTo(2);
    }

    @Test
    void noticesWhatWasSaidAndNeverCame() {
        hear(7, 8);

        assertThat(spectator.lost(10)).isEqualTo(2);
    }

    @Test
    void noticesWhatComesAgainOrTooLate() {
        hear(7, 8, 8, 7, 9);

        assertThat(spectator.doubled()).isEqualTo(2);
        assertThat(spectator.lost(9)).isZero();
    }

    @Test
    void isNotCutOffByTheEndOfTheMatch() {
        spectator.leave(1000, "the match is over");

        assertThat(spectator.hasLeft()).isTrue();
        assertThat(cutOff).isEmpty();
    }

    @Test
    void saysOnceThatItWasCutOff() {
        spectator.leave(1001, "stopped");
        spectator.leave(1006, "broken");

        assertThat(cutOff).containsExactly("closed with 1001 stopped");
    }
}
