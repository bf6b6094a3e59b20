package io.patchbay.contract;

import io.patchbay.api.lobby.LoginPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a login policy must hold to, as tests: implement it in a test class. */
public interface LoginPolicyContract {
    /** A new instance of the plug-in; asked for several times by each test. */
    LoginPolicy plugin();

    /** A test for each thing that it must hold to. */
    @TestFactory
    default Stream<DynamicTest> contract() {
        return LoginPolicyChecks.of(this::plugin).stream()
                .map(check -> DynamicTest.dynamicTest(check.name(), check.body()::run));
    }
}
