package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** What callers notice of a swap, and what is left after it: nothing. */
class SwapsUnderLoadTest {
    private Rig rig;

    @BeforeEach
    void start(@TempDir Path root) {
        rig = new Rig(root).started();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "prototype"})
    void noCallFailsWhileAJarIsReplacedAgainAndAgain(String scope) {
        rig.drop("hello.jar", greeter(0, scope));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "answer 0");
        try (Callers callers = new Callers(slot, 4)) {
            for (int version = 1; version <= 6; version++) {
                rig.drop("hello.jar", greeter(version, scope));
                awaitAnswer(slot, "answer " + version);
                eventually().until(() -> rig.pluginBundles().count() == 1);
            }
            assertThat(callers.failures()).isEmpty();
            assertThat(callers.answers()).hasSize(7);
        }
    }

    @Test
    void noCallFailsWhileVersionsComeAndGoSideBySide() {
        rig.drop("hello-0.jar", greeter(0, "prototype"));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "answer 0");
        try (Callers callers = new Callers(slot, 4)) {
            for (int version = 1; version <= 4; version++) {
                rig.drop("hello-" + version + ".jar", greeter(version, "prototype"));
                awaitAnswer(slot, "answer " + version);
                rig.delete("hello-" + (version - 1) + ".jar");
            }
            eventually().until(() -> rig.pluginBundles().count() == 1);
            assertThat(callers.failures()).isEmpty();
        }
    }

    @Test
    void noCallFailsWhenAnotherBundleTakesItsPluginBack() {
        ServiceRegistration<Greeter> own = rig.context()
                .registerService(
                        Greeter.class,
                        () -> "own",
                        FrameworkUtil.asDictionary(Map.of("patchbay.name", "hello", "service.ranking", 1)));
        rig.drop("hello.jar", greeter(0, "shared"));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "own");
        eventually().until(() -> rig.hotSwap().plugins().size() == 2);
        try (Callers callers = new Callers(slot, 4)) {
            eventually().until(() -> callers.calls() > 100);
            own.unregister();
            eventually().until(() -> callers.answers().contains("answer 0"));
            assertThat(callers.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "prototype"})
    void theOldClassesCanBeCollected(String scope) {
        rig.drop("hello.jar", greeter(0, scope));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "answer 0");
        WeakReference<ClassLoader> old = loader();
        try (Callers callers = new Callers(slot, 2)) {
            eventually().until(() -> callers.calls() > 100);
            rig.drop("hello.jar", greeter(1, scope));
            eventually().until(() -> callers.answers().contains("answer 1"));
        }
        assertCollected(old);
    }

    @Test
    void theOldClassesCanBeCollectedThoughItsRecordsWereTheLastToBeCompared() {
        rig.drop("hello.jar", greeter(0, "shared").sample("comparesRecords", "yes"));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "answer 0");
        WeakReference<ClassLoader> old = loader();
        rig.drop("hello.jar", greeter(1, "shared"));
        awaitAnswer(slot, "answer 1");
        assertCollected(old);
    }

    @Test
    void theClassesOfAPluginThatFailedCanBeCollected() {
        rig.drop("hello-0.jar", greeter(0, "shared"));
        Slot<Greeter> slot = rig.open();
        awaitAnswer(slot, "answer 0");
        WeakReference<ClassLoader> old = loader();
        for (int i = 0; i < 5; i++) {
            slot.lease().ifPresent(lease -> {
                lease.fault(new IllegalStateException("broken"));
                lease.close();
            });
        }
        rig.delete("hello-0.jar");
        assertCollected(old);
    }

    private WeakReference<ClassLoader> loader() {
        Bundle bundle = rig.pluginBundles().findFirst().orElseThrow();
        return new WeakReference<>(PluginInstances.classLoader(bundle).orElseThrow());
    }

    static void assertCollected(WeakReference<ClassLoader> loader) {
        eventually().untilAsserted(() -> {
            System.gc();
            assertThat(loader.get()).as("the old class loader").isNull();
        });
    }

    private static PluginJar greeter(int version, String scope) {
        PluginJar jar = PluginJar.greeter("1." + version + ".0", "answer " + version);
        return scope.equals("prototype") ? jar.sample("prototype", "yes") : jar;
    }
}
