package io.patchbay.strategies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WeightRobinTest {
    private final WeightRobin strategy = new WeightRobin();

    @Test
    void interleavesInProportionToFreeCapacity() {
        // weights 75, 25, 25
        Fleet fleet = new Fleet().with("a", 0.25).with("b", 0.75).with("c", 0.75);

        assertThat(fleet.picks(strategy, 5)).containsExactly("a", "b", "a", "c", "a");
    }

    @Test
    void picksTheFirstOfEqualsFirst() {
        assertThat(new Fleet().with("a", 0.5).with("b", 0.5).picks(strategy, 4)).containsExactly("a", "b", "a", "b");
    }

    @Test
    void truncatesWeights() {
        // 0.999 leaves a tenth of a hundredth: weight 0, never picked beside one that has any
        Fleet fleet = new Fleet().with("a", 0.999).with("b", 0.5);

        assertThat(fleet.picks(strategy, 100)).containsOnly("b");
    }

    @Test
    void picksTheFirstWhereNobodyHasWeight() {
        assertThat(new Fleet().with("a", 0.999).with("b", 0.999).picks(strategy, 3))
                .containsOnly("a");
    }

    @Test
    void forgetsThoseThatAreNoCandidates() {
        Fleet both = new Fleet().with("a", 0.5).with("b", 0.5);
        both.pick(strategy); // now a owes, b is ahead
        new Fleet().with("a", 0.5).pick(strategy);

        // b's lead is forgotten; had it been kept, b would be next with 50 + 50 against a's -50 + 50
        assertThat(new Fleet().with("b", 0.9).with("a", 0.1).picks(strategy, 1)).containsExactly("a");
    }

    @Test
    void keepsAStateOfItsOwnInEachInstance() {
        Fleet fleet = new Fleet().with("a", 0.5).with("b", 0.5);
        fleet.pick(strategy);

        assertThat(fleet.pick(new WeightRobin())).contains("a");
    }

    @Test
    void isNotDistortedByReservations() {
        Fleet fleet = new Fleet().with("a", 0.5, 5.0).with("b", 0.5);

        assertThat(Collections.frequency(fleet.picks(strategy, 10), "a")).isEqualTo(5);
    }

    @Test
    void sharesOverTimeInProportion() {
        List<String> picks = new Fleet().with("a", 0.25).with("b", 0.75).picks(strategy, 400);

        assertThat(Collections.frequency(picks, "a")).isEqualTo(300);
    }
}
