package io.patchbay.contract;

import io.patchbay.api.portal.ProtocolVersion;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a protocol version must hold to, as tests: implement it in a test class. */
public interface ProtocolContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    ProtocolVersion plugin();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return ProtocolChecks.of(this::plugin).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
