package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.TaskHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a task handler must hold to, as tests: implement it in a test class. */
public interface HandlerContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    TaskHandler plugin();

    /** What a task may be given here, so that the handler can carry it out; asked for once by each test. */
    Attributes input();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return HandlerChecks.of(this::plugin, this::input).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
