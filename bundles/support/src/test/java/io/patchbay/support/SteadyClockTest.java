package io.patchbay.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000); // about to wrap, as it may
    private final SteadyClock clock = new SteadyClock(Clock.fixed(START, ZoneOffset.UTC), nanos::get);

    @Test
    void startsAtTheTimeOfDay() {
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void advancesByTheMonotonicClockEvenWhereThatWraps() {
        nanos.addAndGet(5_000_000_000L);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        assertThat(clock.millis()).isEqualTo(START.plusSeconds(5).toEpochMilli());
    }

    @Test
    void tellsTheSameTimeInAnotherZone() {
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        nanos.addAndGet(1_000_000_000L);

        assertThat(clock.withZone(zone).instant()).isEqualTo(START.plusSeconds(1));
        assertThat(clock.withZone(zone).getZone()).isEqualTo(zone);
    }

    @Test
    void countsTheTimeThatTheMachineSlept() {
        Clock elsewhere = clock.withZone(ZoneId.of("Asia/Tokyo"));
        nanos.addAndGet(1_000_000_000L);

        clock.slept(3_600_000);

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(3_601));
        assertThat(elsewhere.instant()).isEqualTo(START.plusSeconds(3_601));
    }

    @Test
    void neverGoesBack() {
        assertThatThrownBy(() -> clock.slept(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void startsAtTheMachinesTime() {
        assertThat(new SteadyClock().instant())
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
    }
}
