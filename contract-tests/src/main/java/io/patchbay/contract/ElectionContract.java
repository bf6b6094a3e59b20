package io.patchbay.contract;

import io.patchbay.api.recovery.TaskElection;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an election must hold to, as tests: implement it in a test class. */
public interface ElectionContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    TaskElection plugin();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return ElectionChecks.of(this::plugin).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
