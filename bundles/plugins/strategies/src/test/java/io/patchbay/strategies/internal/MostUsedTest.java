package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class MostUsedTest {
    private final MostUsed strategy = new MostUsed();

    @Test
    void picksTheMostLoaded() {
        assertThat(new Fleet().with("a", 0.5).with("b", 0.7).with("c", 0.3).pick(strategy))
                .contains("b");
    }

    @Test
    void picksTheLastOfEquals() {
        assertThat(new Fleet().with("a", 0.5).with("b", 0.5).with("c", 0.1).pick(strategy))
                .contains("b");
    }

    @Test
    void picksTheLastWhereAllAreIdle() {
        assertThat(new Fleet().with("a", 0).with("b", 0).pick(strategy)).contains("b");
    }
}
