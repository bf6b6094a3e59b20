package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class RoundRobinTest {
    private final RoundRobin strategy = new RoundRobin();

    @Test
    void takesTurnsAndBeginsAgainAfterTheLast() {
        Fleet fleet = new Fleet().with("a", 0.5).with("b", 0.1).with("c", 0.9);

        assertThat(fleet.picks(strategy, 5)).containsExactly("a", "b", "c", "a", "b");
    }

    @Test
    void beginsAgainWhereThePreviousPickIsNoCandidate() {
        assertThat(new Fleet().with("a", 0).with("b", 0).afterPicking("gone").pick(strategy))
                .contains("a");
    }

    @Test
    void picksTheOnlyOneAgain() {
        assertThat(new Fleet().with("a", 0).picks(strategy, 2)).containsExactly("a", "a");
    }
}
