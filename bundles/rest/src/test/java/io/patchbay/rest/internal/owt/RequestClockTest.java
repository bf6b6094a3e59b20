package io.patchbay.rest.internal.owt;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.testing.ManualClock;
import org.junit.jupiter.api.Test;

class RequestClockTest {
    private static final long START = ManualClock.START;
    private static final long HOUR = 3_600_000;
    private static final long WINDOW = 300_000;

    private final ManualClock node = new ManualClock();
    private final ManualClock machine = new ManualClock();
    private final RequestClock clock = new RequestClock(node, machine);

    @Test
    void goesByTheNodesTimeWhicheverWayTheMachinesJumps() {
        machine.advance(HOUR);
        assertThat(isNear(START)).isTrue();
        machine.advance(-2 * HOUR);
        assertThat(isNear(START)).isTrue();
    }

    @Test
    void refusesWhatIsNearNeither() {
        machine.advance(HOUR);

        assertThat(isNear(START + HOUR / 2)).isFalse();
        assertThat(isNear(START + HOUR + WINDOW + 1)).isFalse();
        assertThat(isNear(START - WINDOW - 1)).isFalse();
    }

    @Test
    void takesWhatIsNearAMachineThatIsAhead() {
        machine.advance(HOUR);

        assertThat(isNear(START + HOUR - WINDOW)).isTrue();
        assertThat(isNear(START + HOUR + WINDOW)).isTrue();
    }

    @Test
    void doesNotFollowAMachineThatIsBehind() {
        machine.advance(-HOUR);

        assertThat(isNear(START - HOUR)).isFalse();
    }

    @Test
    void stillTakesTheNodesTimeWhileItsClientsCome() {
        machine.advance(HOUR);
        for (int i = 0; i < 10; i++) {
            pass(50_000);
            assertThat(isNear(machine.millis())).isTrue();
            assertThat(isNear(node.millis())).isTrue();
        }
        assertThat(clock.millis()).isEqualTo(node.millis());
    }

    @Test
    void goesByTheMachinesTimeOnceNobodyComesByTheNodes() {
        machine.advance(HOUR);
        pass(60_001);

        assertThat(isNear(machine.millis())).isTrue();
        assertThat(clock.millis()).isEqualTo(machine.millis());
        assertThat(isNear(node.millis())).isFalse();
    }

    @Test
    void doesNotGoByTheMachinesTimeUnlessSomebodyComesByIt() {
        machine.advance(HOUR);
        pass(2 * HOUR);

        assertThat(isNear(node.millis())).isTrue();
        assertThat(clock.millis()).isEqualTo(node.millis());
    }

    @Test
    void neverGoesBack() {
        machine.advance(HOUR);
        pass(60_001);
        isNear(machine.millis());
        long before = clock.millis();

        machine.advance(-2 * HOUR);
        pass(60_001);
        isNear(machine.millis());

        assertThat(clock.millis()).isEqualTo(before + 60_001);
    }

    private boolean isNear(long stamped) {
        return clock.isNear(stamped, WINDOW);
    }

    private void pass(long millis) {
        node.advance(millis);
        machine.advance(millis);
    }
}
