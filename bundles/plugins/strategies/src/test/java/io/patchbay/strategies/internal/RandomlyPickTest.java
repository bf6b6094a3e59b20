package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RandomlyPickTest {
    private final RandomlyPick strategy = new RandomlyPick();

    @Test
    void picksEachAboutAsOften() {
        List<String> picks =
                new Fleet().with("a", 0.9).with("b", 0).with("c", 0.5).picks(strategy, 3000);

        assertThat(List.of("a", "b", "c"))
                .allSatisfy(id -> assertThat(Collections.frequency(picks, id)).isBetween(900, 1100));
    }

    @Test
    void picksTheSameWithTheSameRandomness() {
        List<String> picks = new Fleet().with("a", 0).with("b", 0).picks(strategy, 20);

        assertThat(new Fleet().with("a", 0).with("b", 0).picks(strategy, 20)).isEqualTo(picks);
    }
}
