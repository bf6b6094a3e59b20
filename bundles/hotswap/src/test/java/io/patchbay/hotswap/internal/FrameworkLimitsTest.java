package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;

/** Frameworks that are set up differently from the distribution's. */
class FrameworkLimitsTest {
    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {Constants.FRAMEWORK_BSNVERSION_MULTIPLE, Constants.FRAMEWORK_BSNVERSION_MANAGED})
    void oneVersionMayBeInstalledTwice(String setting) {
        try (Rig rig = rig(setting)) {
            Slot<Greeter> slot = rig.open();
            rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
            awaitAnswer(slot, "one");
            rig.drop("hello.jar", PluginJar.greeter("1.0.0", "uno"));
            awaitAnswer(slot, "uno");
        }
    }

    @Test
    void aFrameworkThatRefusesTwoOfOneVersionIsToldApart() {
        try (Rig rig = rig(Constants.FRAMEWORK_BSNVERSION_SINGLE)) {
            Slot<Greeter> slot = rig.open();
            rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
            awaitAnswer(slot, "one");
            rig.drop("hello.jar", PluginJar.greeter("1.0.0", "uno"));
            assertThat(rig.awaitRefusal("hello.jar")).contains("give the jar another version");
            assertThat(ask(slot)).contains("one");
        }
    }

    private Rig rig(String bsnVersion) {
        return new Rig(root, TestConfig.QUICK, Map.of(Constants.FRAMEWORK_BSNVERSION, bsnVersion)).started();
    }
}
