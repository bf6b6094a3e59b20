package io.patchbay.contract;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an observer launcher must hold to, as tests: implement it in a test class. */
public interface ObserverLauncherContract {
    /** A new instance of the plug-in, as another version of it would be; asked for several times by each test. */
    ObserverLauncher plugin();

    /** An observer that the launcher can start here, with another id each time. */
    ObserverSpec spec();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return ObserverLauncherChecks.of(this::plugin, this::spec).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
