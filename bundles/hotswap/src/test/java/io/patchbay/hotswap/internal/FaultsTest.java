package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.PluginFault;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final AtomicInteger alarms = new AtomicInteger();
    private final AtomicInteger limit = new AtomicInteger(3);
    private final Faults faults = new Faults("x", limit::get, Clock.systemUTC(), alarms::incrementAndGet);

    @Test
    void areCounted() {
        report(2);
        assertThat(faults.count()).isEqualTo(2);
        assertThat(alarms).hasValue(0);
    }

    @Test
    void raiseOneAlarmAtTheLimit() {
        report(10);
        assertThat(alarms).hasValue(1);
    }

    @Test
    void raiseAnAlarmIfTheLimitIsLoweredBelowWhatWasCounted() {
        limit.set(100);
        report(10);
        limit.set(3);
        report(2);
        assertThat(alarms).hasValue(1);
    }

    @Test
    void raiseAnotherAlarmAfterForgiveness() {
        report(3);
        faults.forgive();
        report(2);
        assertThat(alarms).hasValue(1);
        report(1);
        assertThat(alarms).hasValue(2);
        assertThat(faults.count()).isEqualTo(6);
    }

    @Test
    void rememberTheLastReason() {
        faults.report(FaultReason.TOO_SLOW, "the first");
        faults.report(new IllegalStateException("the\nlast"));
        assertThat(faults.last()).contains(new PluginFault(FaultReason.THREW, "IllegalStateException: the last"));
    }

    @Test
    void areCountedApartByTheirReason() {
        faults.report(FaultReason.STUCK, "busy");
        faults.report(new IllegalStateException("broken"));
        faults.report(new IllegalStateException("broken again"));
        assertThat(faults.byReason()).containsOnly(Map.entry(FaultReason.STUCK, 1L), Map.entry(FaultReason.THREW, 2L));
    }

    @Test
    void cutLongReasons() {
        faults.report(FaultReason.BAD_ANSWER, "x".repeat(100_000));
        assertThat(faults.last().orElseThrow().text()).hasSizeLessThan(250);
    }

    private void report(int times) {
        IntStream.range(0, times).forEach(number -> faults.report(FaultReason.BAD_ANSWER, "bad"));
    }
}
