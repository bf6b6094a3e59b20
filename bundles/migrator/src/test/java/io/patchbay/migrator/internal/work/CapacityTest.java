package io.patchbay.migrator.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** How many attempts are made at once. */
class CapacityTest {
    private final Capacity capacity = new Capacity(1);
    private int told;

    private boolean take(int parts) {
        return capacity.take(parts, () -> told++);
    }

    @Test
    void anAttemptTakesAPlace() {
        assertThat(take(Capacity.PLACE)).isTrue();
        assertThat(take(Capacity.PART)).isFalse();
    }

    @Test
    void fourBriefOnesShareAPlace() {
        for (int i = 0; i < Capacity.PLACE; i++) {
            assertThat(take(Capacity.PART)).isTrue();
        }
        assertThat(take(Capacity.PART)).isFalse();
    }

    @Test
    void anAttemptNeedsAWholePlace() {
        take(Capacity.PART);

        assertThat(take(Capacity.PLACE)).isFalse();
    }

    @Test
    void tellsWhoWaitsThatSomethingIsFree() {
        take(Capacity.PLACE);
        take(Capacity.PART);
        capacity.release(Capacity.PLACE);

        assertThat(told).isEqualTo(1);
    }

    @Test
    void hasMoreAfterItHasGrown() {
        take(Capacity.PLACE);
        capacity.grow(1);

        assertThat(take(Capacity.PLACE)).isTrue();
    }
}
