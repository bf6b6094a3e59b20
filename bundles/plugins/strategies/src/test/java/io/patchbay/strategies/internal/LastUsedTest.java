package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class LastUsedTest {
    private final LastUsed strategy = new LastUsed();

    @Test
    void picksTheFirstAtFirst() {
        assertThat(new Fleet().with("a", 0.5).with("b", 0.1).pick(strategy)).contains("a");
    }

    @Test
    void keepsThePreviousPick() {
        assertThat(new Fleet().with("a", 0.1).with("b", 0.5).afterPicking("b").pick(strategy))
                .contains("b");
    }

    @Test
    void goesBackToTheFirstWhereThePreviousPickIsNoCandidate() {
        assertThat(new Fleet()
                        .with("a", 0.5)
                        .with("b", 0.1)
                        .afterPicking("gone")
                        .pick(strategy))
                .contains("a");
    }
}
