package io.patchbay.portal.internal.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** How many pings may be sent before their time. */
class ReceiptBudgetTest {
    private static final long START = 1_700_000_000_000L;

    private final ReceiptBudget budget = new ReceiptBudget();

    private int taken(long now) {
        int taken = 0;
        while (budget.take(now, 100)) {
            taken++;
        }
        return taken;
    }

    @Test
    void savesUpTwentySecondsWorth() {
        assertThat(taken(START)).isEqualTo(2_000);
    }

    @Test
    void growsByFiveTimesTheRateWhileNothingIsTold() {
        taken(START);

        assertThat(taken(START + 500)).isEqualTo(250);
    }

    @Test
    void growsByTheRateHoweverMuchIsTold() {
        taken(START);
        for (int i = 0; i < 10_000; i++) {
            budget.tell();
        }

        assertThat(taken(START + 500)).isEqualTo(50);
    }

    @Test
    void leavesAloneWhatIsSavedWhileMuchIsToldAllTheTime() {
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            budget.tell();
            taken += budget.take(START + i / 10, 100) ? 1 : 0;
        }

        assertThat(taken).isLessThan(1_000);
        assertThat(taken(START + 5_000)).isGreaterThan(1_000);
    }

    @Test
    void savesUpNoMore() {
        taken(START);

        assertThat(taken(START + 3_600_000)).isEqualTo(2_000);
    }
}
