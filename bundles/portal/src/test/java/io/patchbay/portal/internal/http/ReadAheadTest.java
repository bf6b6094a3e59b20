package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the next frame of a WebSocket is asked for, and by whom. */
class ReadAheadTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private int demands;
    private final ReadAhead reading = new ReadAhead(alarms, () -> demands++);

    private List<Runnable> begin(int frames) {
        List<Runnable> ends = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            ends.add(reading.begin(1));
        }
        return ends;
    }

    @Test
    void whoBringsAFrameAsksForTheNextAlthoughItWaitsForItsTurn() {
        reading.begin(1);
        reading.goOn();

        assertThat(demands).isEqualTo(1);
    }

    @Test
    void nobodyElseAsksWhereItHasBeenAskedFor() {
        Runnable end = reading.begin(1);
        reading.goOn();
        end.run();
        alarms.advance(ReadAhead.PAUSE_MILLIS);

        assertThat(demands).isEqualTo(1);
    }

    @Test
    void nothingIsReadWhileManyFramesWait() {
        begin(ReadAhead.MOST_FRAMES);
        reading.goOn();

        assertThat(demands).isZero();
    }

    @Test
    void readsOnWhileFewerWait() {
        begin(ReadAhead.MOST_FRAMES - 1);
        reading.goOn();

        assertThat(demands).isEqualTo(1);
    }

    @Test
    void doesNotReadOnBeforeAllThatWaitedIsDealtWith() {
        List<Runnable> ends = begin(ReadAhead.MOST_FRAMES);
        reading.goOn();
        ends.subList(1, ends.size()).forEach(Runnable::run);
        alarms.advance(ReadAhead.PAUSE_MILLIS);

        assertThat(demands).isZero();
    }

    @Test
    void nothingIsReadWhileALargeFrameWaits() {
        reading.begin(ReadAhead.SMALL_BYTES + 1);
        reading.goOn();

        assertThat(demands).isZero();
    }

    @Test
    void aLargeFrameThatIsDealtWithHoldsUpNothing() {
        reading.begin(ReadAhead.SMALL_BYTES + 1).run();
        reading.goOn();

        assertThat(demands).isEqualTo(1);
    }

    @Test
    void readsOnOnceWhenAllThatWaitedIsDealtWith() {
        List<Runnable> ends = begin(ReadAhead.MOST_FRAMES);
        reading.goOn();
        ends.forEach(Runnable::run);
        alarms.advance(ReadAhead.PAUSE_MILLIS);

        assertThat(demands).isEqualTo(1);
    }

    @Test
    void doesNotReadOnInTheVeryMomentInWhichTheReaderStops() {
        List<Runnable> ends = begin(ReadAhead.MOST_FRAMES);
        reading.goOn();
        ends.forEach(Runnable::run);
        alarms.advance(ReadAhead.PAUSE_MILLIS - 1);

        assertThat(demands).isZero();
    }
}
