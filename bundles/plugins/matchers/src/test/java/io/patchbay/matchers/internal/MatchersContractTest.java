package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Matcher;
import io.patchbay.contract.MatcherContract;
import org.junit.jupiter.api.Nested;

/** Every built-in matcher holds to the contract that it asks of others'. */
class MatchersContractTest {

    @Nested
    class OfAnalytics implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new Analytics();
        }
    }

    @Nested
    class OfGeneral implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new General();
        }
    }

    @Nested
    class OfIspRegion implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new IspRegion();
        }
    }

    @Nested
    class OfObserver implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new Observer();
        }
    }

    @Nested
    class OfPlay implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new Play();
        }
    }

    @Nested
    class OfStorage implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new Storage();
        }
    }

    @Nested
    class OfVideo implements MatcherContract {
        @Override
        public Matcher plugin() {
            return new Video();
        }
    }
}
