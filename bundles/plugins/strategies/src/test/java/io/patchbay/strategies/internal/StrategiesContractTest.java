package io.patchbay.strategies.internal;

import io.patchbay.api.placement.Strategy;
import io.patchbay.contract.StrategyContract;
import org.junit.jupiter.api.Nested;

/** Every built-in strategy holds to the contract that it asks of others'. */
class StrategiesContractTest {

    @Nested
    class OfLastUsed implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new LastUsed();
        }
    }

    @Nested
    class OfLeastUsed implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new LeastUsed();
        }
    }

    @Nested
    class OfMostUsed implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new MostUsed();
        }
    }

    @Nested
    class OfRandomlyPick implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new RandomlyPick();
        }
    }

    @Nested
    class OfRoundRobin implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new RoundRobin();
        }
    }

    @Nested
    class OfTwoChoices implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new TwoChoices();
        }
    }

    @Nested
    class OfWeightRobin implements StrategyContract {
        @Override
        public Strategy plugin() {
            return new WeightRobin();
        }
    }
}
