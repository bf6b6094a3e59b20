package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoChoicesTest {
    private final TwoChoices strategy = new TwoChoices();

    @Test
    void picksTheLessLoadedOfTwo() {
        assertThat(new Fleet().with("a", 0.6).with("b", 0.5).picks(strategy, 50))
                .containsOnly("b");
    }

    @Test
    void neverPicksTheMostLoadedOfAll() {
        Fleet fleet = new Fleet().with("a", 0.1).with("b", 0.9).with("c", 0.5);

        assertThat(fleet.picks(strategy, 200)).contains("a", "c").doesNotContain("b");
    }

    @Test
    void picksEachOfEqualsAboutAsOften() {
        List<String> picks = new Fleet().with("a", 0).with("b", 0).with("c", 0).picks(strategy, 3000);

        assertThat(List.of("a", "b", "c"))
                .allSatisfy(id -> assertThat(Collections.frequency(picks, id)).isBetween(900, 1100));
    }

    @Test
    void picksTheOnlyOne() {
        assertThat(new Fleet().with("a", 0.9).pick(strategy)).contains("a");
    }
}
