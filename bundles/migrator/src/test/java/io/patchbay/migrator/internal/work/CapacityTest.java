package io.patchbay.migrator.internal.work;

import static org.assertj.core.api.Assertions.assertThat;
import org.junit.jupiter.api.Test;

/** How many attempts are made at once. */
class CapacityTest {
    private final Capacity capacity = new Capacity(1);
    private int told;
    private final Waiter one = new Waiter();
    private final Waiter other = new Waiter();

    private final class Waiter implements Runnable {
        @Override
        public void run() {
            told++;
        }
    }

    private void fill(int parts) {
        for (int i = 0; i < parts; i++) {
            capacity.take(Capacity.PART, other);
        }
    }

    @Test
    void anAttemptTakesAPlace() {
        capacity.take(Capacity.PLACE, one);

        assertThat(capacity.take(Capacity.PART, other)).isFalse();
    }

    @Test
    void fourBriefOnesShareAPlace() {
        fill(Capacity.PLACE - 1);

        assertThat(capacity.take(Capacity.PART, one)).isTrue();
    }

    @Test
    void aFifthHasNone() {
        fill(Capacity.PLACE);

        assertThat(capacity.take(Capacity.PART, one)).isFalse();
    }

    @Test
    void anAttemptNeedsAWholePlace() {
        fill(1);

        assertThat(capacity.take(Capacity.PLACE, one)).isFalse();
    }

    @Test
    void briefOnesLeaveAPlaceForWhoeverWantsAWholeOne() {
        fill(1);
        capacity.take(Capacity.PLACE, one);

        assertThat(capacity.take(Capacity.PART, other)).isFalse();
    }

    @Test
    void briefOnesGoOnWhenTheWholePlaceIsTaken() {
        Capacity two = new Capacity(2);
        two.take(Capacity.PLACE, other);
        two.take(Capacity.PART, other);
        two.take(Capacity.PLACE, one);
        two.release(Capacity.PART);
        two.take(Capacity.PLACE, one);
        two.release(Capacity.PLACE);

        assertThat(two.take(Capacity.PART, other)).isTrue();
    }

    @Test
    void briefOnesGoOnWhenNobodyWantsAWholePlaceAnyMore() {
        fill(1);
        capacity.take(Capacity.PLACE, one);
        capacity.forget(one);

        assertThat(capacity.take(Capacity.PART, other)).isTrue();
    }

    @Test
    void tellsWhoWaitsThatSomethingIsFree() {
        capacity.take(Capacity.PLACE, one);
        capacity.take(Capacity.PART, other);
        capacity.release(Capacity.PLACE);

        assertThat(told).isEqualTo(1);
    }

    @Test
    void hasMoreAfterItHasGrown() {
        capacity.take(Capacity.PLACE, one);
        capacity.grow(1);

        assertThat(capacity.take(Capacity.PLACE, other)).isTrue();
    }

    @Test
    void hasLessAfterItHasShrunk() {
        capacity.grow(-1);

        assertThat(capacity.take(Capacity.PART, one)).isFalse();
    }
}
