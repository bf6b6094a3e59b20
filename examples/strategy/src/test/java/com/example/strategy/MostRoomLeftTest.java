package com.example.strategy;

import static io.patchbay.contract.Fleet.worker;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.placement.Strategy;
import io.patchbay.contract.Fleet;
import io.patchbay.contract.StrategyContract;
import org.junit.jupiter.api.Test;

/** What every strategy must hold to comes with StrategyContract; below is what this one is for. */
class MostRoomLeftTest implements StrategyContract {
    @Override
    public Strategy plugin() {
        return new MostRoomLeft();
    }

    @Test
    void picksTheOneFurthestBelowItsLimit() {
        Fleet fleet = Fleet.of(worker("small", 0.1, 0.2), worker("large", 0.5, 0.9));

        assertThat(fleet.choiceOf(plugin())).contains("large");
    }

    @Test
    void picksTheFirstOfEquals() {
        Fleet fleet = Fleet.of(worker("first", 0.2, 0.9), worker("second", 0.2, 0.9));

        assertThat(fleet.choiceOf(plugin())).contains("first");
    }
}
