package io.patchbay.lobby.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.StartState;
import io.patchbay.lobby.internal.play.PlayCounters.Outcome;
import org.junit.jupiter.api.Test;

class PlayCountersTest {
    private final PlayRig rig = new PlayRig();
    private final PlayCounters counters = rig.engine.counters();

    @Test
    void countsWhatComesOfStarts() {
        rig.placement.server("s", 1);
        StartState.Reserved ann = rig.reserved("ann");
        rig.waiting("bob");
        rig.cancel("ann", ann.start());
        rig.pass(31_000);
        assertThat(counters.of(Outcome.RESERVED)).isEqualTo(1);
        assertThat(counters.of(Outcome.QUEUED)).isEqualTo(1);
        assertThat(counters.of(Outcome.CANCELLED)).isEqualTo(1);
        assertThat(counters.of(Outcome.HANDED_OVER)).isEqualTo(1);
        assertThat(counters.of(Outcome.EXPIRED)).isEqualTo(1);
    }

    @Test
    void countsPlacesThatAreGivenUp() {
        rig.waiting("ann");
        rig.pass(31_000);
        assertThat(counters.of(Outcome.ABANDONED)).isEqualTo(1);
    }

    @Test
    void countsReservationsThatDiedWithTheirServer() {
        rig.placement.server("s", 1);
        rig.start("ann");
        rig.placement.kill("s");
        rig.start("ann");
        assertThat(counters.of(Outcome.LOST)).isEqualTo(1);
    }

    @Test
    void tellsOfWhatNeverHappened() {
        assertThat(counters.metrics().toString()).contains("handed_over", "wrong_server", "redeemed");
    }
}
