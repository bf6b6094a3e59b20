package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class LeastUsedTest {
    private final LeastUsed strategy = new LeastUsed();

    @Test
    void picksTheLeastLoaded() {
        assertThat(new Fleet().with("a", 0.5).with("b", 0.2).with("c", 0.3).pick(strategy))
                .contains("b");
    }

    @Test
    void picksTheFirstOfEquals() {
        assertThat(new Fleet().with("a", 0.2).with("b", 0.2).pick(strategy)).contains("a");
    }

    @Test
    void picksNobodyWhereAllAreFull() {
        assertThat(new Fleet().with("a", 1.0).with("b", 1.0).pick(strategy)).isEmpty();
    }

    @Test
    void picksOneThatIsNearlyFull() {
        assertThat(new Fleet().with("a", 1.0).with("b", 0.99).pick(strategy)).contains("b");
    }

    @Test
    void ordersByReservationsToo() {
        assertThat(new Fleet().with("a", 0.1, 0.3).with("b", 0.2).pick(strategy))
                .contains("b");
    }

    @Test
    void isNotFullBecauseOfReservations() {
        assertThat(new Fleet().with("a", 0.1, 2.0).pick(strategy)).contains("a");
    }
}
