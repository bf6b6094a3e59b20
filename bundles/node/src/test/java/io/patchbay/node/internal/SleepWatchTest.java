package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SleepWatchTest {
    private static final long HOUR = 3_600_000;

    private long nanos = Long.MAX_VALUE - 5_000_000; // about to wrap, as it may
    private long wall = 1_700_000_000_000L;
    private Optional<Long> uptime = Optional.of(86_400_000L);
    private long readingTakes;
    private final SleepWatch watch = new SleepWatch(() -> nanos, () -> wall, () -> {
        nanos += readingTakes * 1_000_000;
        return uptime;
    });

    @Test
    void noticesNothingWhileTheMachineIsAwake() {
        awake(10_000);

        assertThat(watch.look()).isZero();
    }

    @Test
    void noticesASleepOnce() {
        awake(500);
        asleep(8 * HOUR);
        awake(3);

        assertThat(watch.look()).isEqualTo(8 * HOUR);
        assertThat(watch.look()).isZero();
    }

    @Test
    void noticesEverySleep() {
        asleep(2 * HOUR);
        watch.look();
        asleep(HOUR);

        assertThat(watch.look()).isEqualTo(HOUR);
    }

    @Test
    void takesAClockThatIsSetForNoSleep() {
        wall += HOUR;

        assertThat(watch.look()).isZero();
    }

    @Test
    void takesAnUptimeThatJumpsForNoSleep() {
        uptime = uptime.map(millis -> millis + 100 * HOUR);

        assertThat(watch.look()).isZero();
    }

    @Test
    void takesNothingBack() {
        wall -= HOUR;
        uptime = uptime.map(millis -> millis - HOUR);

        assertThat(watch.look()).isZero();
    }

    @Test
    void doesNotTrustReadingsThatWereHeldUp() {
        asleep(HOUR);
        readingTakes = 5_000;
        assertThat(watch.look()).isZero();

        readingTakes = 0;
        uptime = uptime.map(millis -> millis + 5_000);
        wall += 5_000;
        assertThat(watch.look()).isEqualTo(HOUR);
    }

    @Test
    void noticesNothingWhereThereIsNoUptime() {
        uptime = Optional.empty();
        wall += HOUR;

        assertThat(watch.look()).isZero();
    }

    private void awake(long millis) {
        nanos += millis * 1_000_000;
        asleep(millis);
    }

    private void asleep(long millis) {
        wall += millis;
        uptime = uptime.map(before -> before + millis);
    }
}
