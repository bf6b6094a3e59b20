package io.patchbay.rest.internal.owt;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.rest.internal.owt.ReplayMemory.Verdict;
import io.patchbay.testing.ManualClock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayMemoryTest {
    private static final long START = ManualClock.START;
    private static final long WINDOW = 300_000;
    private static final int ENOUGH = 200_000;

    private final ManualClock clock = new ManualClock();
    private final ManualClock machine = new ManualClock();
    private final ReplayMemory memory = new ReplayMemory(new RequestClock(clock, machine));

    @Test
    void takesARequestOnce() {
        assertThat(check("a", START, "x")).isEqualTo(Verdict.FRESH);
        assertThat(check("a", START, "x")).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void neverTakesAReplayWhileTimeGoesOn() {
        check("a", START + 200_000, "x");
        for (int i = 0; i < 200; i++) {
            clock.advance(3_000);
            check("a", clock.millis(), "other");
            assertThat(check("a", START + 200_000, "x")).isNotEqualTo(Verdict.FRESH);
        }
    }

    @Test
    void neverTakesAReplayHoweverTheMachinesClockIsSet() {
        machine.advance(3_600_000);
        check("a", machine.millis(), "x");
        long stamped = machine.millis();
        for (int minute = 0; minute < 120; minute++) {
            clock.advance(60_000);
            machine.advance(minute % 10 == 5 ? -3_540_000 : minute % 10 == 9 ? 3_660_000 : 60_000);
            check("a", clock.millis(), "other");
            check("a", machine.millis(), "another");
            assertThat(check("a", stamped, "x")).isNotEqualTo(Verdict.FRESH);
        }
    }

    @Test
    void holdsFiveMinutesOfFiveHundredASecond() {
        for (int second = 0; second < 700; second++) {
            for (int i = 0; i < 500; i++) {
                assertThat(check("a", clock.millis(), "c" + i)).isEqualTo(Verdict.FRESH);
            }
            clock.advance(1_000);
        }
        assertThat(memory.size()).isBetween(150_000L, 160_000L);
    }

    @Test
    void forgetsAServiceThatAsksNoMore() {
        check("a", clock.millis(), "x");
        clock.advance(WINDOW + 20_000);
        check("b", clock.millis(), "x");
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void refusesRatherThanForgets() {
        for (int i = 0; i < 10; i++) {
            memory.check("a", text(START), "c" + i, WINDOW, 10);
        }
        assertThat(memory.check("a", text(START), "new", WINDOW, 10)).isEqualTo(Verdict.FULL);
        assertThat(memory.check("a", text(START), "c0", WINDOW, 10)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void takesRequestsAgainOnceTheOldestAreTooOld() {
        for (int i = 0; i < 10; i++) {
            memory.check("a", text(START), "c" + i, WINDOW, 10);
        }
        clock.advance(WINDOW + 10_000);
        assertThat(memory.check("a", text(clock.millis()), "new", WINDOW, 10)).isEqualTo(Verdict.FRESH);
    }

    @Test
    void leavesAServiceItsShareWhateverOthersDo() {
        for (int service = 0; service < 20; service++) {
            for (int i = 0; i < 10; i++) {
                memory.check("greedy" + service, text(START), "c" + i, WINDOW, 10);
            }
        }
        assertThat(memory.check("modest", text(START), "x", WINDOW, 10)).isEqualTo(Verdict.FRESH);
    }

    @Test
    void isBoundedHoweverManyServicesThereAre() {
        for (int service = 0; service < 1_000; service++) {
            for (int i = 0; i < 10; i++) {
                memory.check("s" + service, text(START), "c" + i, WINDOW, 10);
            }
        }
        assertThat(memory.size()).isLessThanOrEqualTo(1_000 + 8 * 10);
    }

    @Test
    void refusesWhatIsFromBeforeTheStart() {
        assertThat(check("a", START - 1_000, "x")).isEqualTo(Verdict.STALE);
    }

    @Test
    void refusesWhatItForgotWhenTheWindowWasSmaller() {
        for (int i = 0; i < 30; i++) {
            clock.advance(5_000);
            memory.check("a", text(clock.millis()), "x", 10_000, ENOUGH);
        }
        assertThat(check("a", START + 50_000, "x")).isEqualTo(Verdict.STALE);
    }

    @Test
    void takesFractionsOfMilliseconds() {
        assertThat(memory.check("a", START + ".25", "x", WINDOW, ENOUGH)).isEqualTo(Verdict.FRESH);
    }

    @Test
    void takesOneOfManySimultaneousRequests() {
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 1_000).parallel().forEach(i -> {
            if (check("a", START + i / 10, "x") == Verdict.FRESH) {
                taken.incrementAndGet();
            }
        });
        assertThat(taken).hasValue(100);
    }

    private Verdict check(String service, long timestamp, String cnonce) {
        return memory.check(service, text(timestamp), cnonce, WINDOW, ENOUGH);
    }

    private static String text(long timestamp) {
        return Long.toString(timestamp);
    }
}
