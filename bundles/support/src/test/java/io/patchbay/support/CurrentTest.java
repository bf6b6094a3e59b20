package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** A service that is replaced. */
class CurrentTest {
    private final Current<Object> current = new Current<>();
    private final Object first = new Object();
    private final Object second = new Object();

    @Test
    void isEmptyAtFirst() {
        assertThat(current.get()).isEmpty();
    }

    @Test
    void isEmptyAgainWhenItsServiceGoes() {
        current.bind(first);
        current.unbind(first);

        assertThat(current.get()).isEmpty();
    }

    @Test
    void keepsASuccessorThatCameBeforeItsPredecessorWent() {
        current.bind(first);
        current.bind(second);
        current.unbind(first);

        assertThat(current.get()).containsSame(second);
    }
}
