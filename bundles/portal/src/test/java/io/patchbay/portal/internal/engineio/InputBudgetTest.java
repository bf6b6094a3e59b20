package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

class InputBudgetTest {
    private final InputBudget budget = new InputBudget(() -> 20_000);

    private InputBudget.Share share() {
        return new InputBudget.Share(budget, false);
    }

    private InputBudget.Share ofStranger() {
        return new InputBudget.Share(budget, true);
    }

    @Test
    void givesOutNoMoreThanThereIs() {
        assertThat(share().grow(16_000)).isTrue();
        assertThat(share().grow(16_000)).isFalse();
        assertThat(budget.occupiedBytes()).isEqualTo(16_000 - InputBudget.FREE_BYTES);
    }

    @Test
    void countsNoShortMessage() {
        assertThat(share().grow(20_000)).isTrue();
        assertThat(ofStranger().grow(4_096)).isTrue();
    }

    @Test
    void leavesHalfOfItToThoseWhoAreLoggedIn() {
        assertThat(ofStranger().grow(12_000)).isTrue();
        assertThat(ofStranger().grow(12_000)).isFalse();
        assertThat(share().grow(12_000)).isTrue();
    }

    @Test
    void getsBackWhatAShareHad() {
        InputBudget.Share share = share();
        share.grow(3_000);
        share.grow(13_000);
        share.close();
        share.close();

        assertThat(budget.occupiedBytes()).isZero();
    }

    @Test
    void givesNothingToAShareThatIsClosed() {
        InputBudget.Share share = share();
        share.close();

        assertThat(share.grow(1)).isFalse();
    }
}
