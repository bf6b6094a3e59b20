package io.patchbay.contract;

import io.patchbay.api.placement.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a matcher must hold to, as tests: implement it in a test class. */
public interface MatcherContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    Matcher plugin();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return MatcherChecks.of(this::plugin).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
