package io.patchbay.contract;

import io.patchbay.api.placement.Scheduler;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a scheduler must hold to, as tests: implement it in a test class. */
public interface SchedulerContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    Scheduler plugin();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return SchedulerChecks.of(this::plugin).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
