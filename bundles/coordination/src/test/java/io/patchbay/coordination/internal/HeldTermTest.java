package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class HeldTermTest {
    private final HeldTerm term = new HeldTerm(7, 5);

    @Test
    void succeedsTheTermsSinceWhichNobodyElseLed() {
        assertThat(term.succeeds(5)).isTrue();
        assertThat(term.succeeds(6)).isTrue();
    }

    @Test
    void succeedsNoTermBeforeAnotherLed() {
        assertThat(term.succeeds(4)).isFalse();
    }

    @Test
    void succeedsNoTermThatIsYetToCome() {
        assertThat(term.succeeds(8)).isFalse();
    }
}
