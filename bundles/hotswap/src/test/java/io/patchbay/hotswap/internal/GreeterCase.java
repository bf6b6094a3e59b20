package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of greeters share: a real framework whose plug-in folder is empty, and a slot for the greeter {@code hello}. */
abstract class GreeterCase {
    Rig rig;
    Slot<Greeter> slot;

    @BeforeEach
    void start(@TempDir Path root) {
        rig = new Rig(root).started();
        slot = rig.open();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Has the file {@code hello.jar} offer 1.0.0, which answers {@code one}, and then 1.1.0, which answers {@code two}. */
    final void replaceInPlace() {
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }
}
