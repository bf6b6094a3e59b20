package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of work that last longer than the deployer's own bound, which is short here. */
class PatienceTest {
    private static final TestConfig HASTY = new TestConfig(20, 40, 1, 1000, 3);

    private Rig rig;

    @BeforeEach
    void start(@TempDir Path root) {
        rig = new Rig(root, HASTY);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aReplacedPluginIsKeptForAsLongAsItsExtensionPointSays() {
        rig.offerExtensionPoint(Duration.ofMinutes(1));
        try (Lease<Greeter> held = leaseOfWhatIsReplacedTwice()) {
            assertThat(held.plugin().greet()).isEqualTo("one");
        }
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aReplacedPluginIsStoppedAfterTheDeployersBoundWhereItsExtensionPointSaysNothing() {
        rig.offerExtensionPoint();
        try (Lease<Greeter> held = leaseOfWhatIsReplacedTwice()) {
            eventually().until(() -> rig.pluginBundles().count() == 1);
            assertThatThrownBy(held::plugin).isInstanceOf(RuntimeException.class);
        }
    }

    /** The second one, which nobody has a lease of, is gone when this returns: so the bound of the first has passed. */
    private Lease<Greeter> leaseOfWhatIsReplacedTwice() {
        rig.startHotSwap();
        Slot<Greeter> slot = rig.open();
        rig.drop("hello.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        Lease<Greeter> held = slot.lease().orElseThrow();
        rig.drop("hello.jar", PluginJar.greeter("1.1.0", "two"));
        awaitAnswer(slot, "two");
        rig.drop("hello.jar", PluginJar.greeter("1.2.0", "three"));
        awaitAnswer(slot, "three");
        eventually().until(() -> rig.state("1.1.0").isEmpty());
        return held;
    }
}
